//! Whole files: one document, or a bundle of letter, decision and plan, each with its annexes.

use crate::annex::{annexes, attached};
use crate::block::Block;
use crate::body::{self, Size};
use crate::draft::Draft;
use crate::facts::{Issuer, Tie};
use crate::grammar::say;
use crate::head::{self, Kind, State};
use crate::rich::{Rich, cased};
use crate::tail::{self, Signing};
use crate::world::Seat;

const PLAN: Kind = Kind {
    slug: "ke_hoach",
    word: "KẾ HOẠCH",
    code: "KH",
};
const DECISION: Kind = Kind {
    slug: "quyet_dinh",
    word: "QUYẾT ĐỊNH",
    code: "QĐ",
};
const LETTER: Kind = Kind {
    slug: "cong_van",
    word: "",
    code: "",
};
const NOTICE: Kind = Kind {
    slug: "thong_bao",
    word: "THÔNG BÁO",
    code: "TB",
};
const REPORT: Kind = Kind {
    slug: "bao_cao",
    word: "BÁO CÁO",
    code: "BC",
};
const PROGRAMME: Kind = Kind {
    slug: "chuong_trinh",
    word: "CHƯƠNG TRÌNH",
    code: "CTr",
};
const REGULATION: Kind = Kind {
    slug: "quy_che",
    word: "QUY CHẾ",
    code: "QC",
};
const JOINT: Kind = Kind {
    slug: "ke_hoach",
    word: "KẾ HOẠCH PHỐI HỢP",
    code: "KHPH",
};
const PROPOSAL: Kind = Kind {
    slug: "to_trinh",
    word: "TỜ TRÌNH",
    code: "TTr",
};

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    Plan,
    Decision,
    Letter,
    Notice,
    Report,
    Party,
    Bundle,
    /// A decision and the regulation that it promulgates.
    Regulation,
    /// A plan of two bodies.
    Joint,
}

impl Family {
    /// All families.
    pub const ALL: [Family; 9] = [
        Family::Plan,
        Family::Decision,
        Family::Letter,
        Family::Notice,
        Family::Report,
        Family::Party,
        Family::Bundle,
        Family::Regulation,
        Family::Joint,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Family::Plan => "plan",
            Family::Decision => "decision",
            Family::Letter => "letter",
            Family::Notice => "notice",
            Family::Report => "report",
            Family::Party => "party",
            Family::Bundle => "bundle",
            Family::Regulation => "regulation",
            Family::Joint => "joint",
        }
    }

    /// The body that issues it, where it is given.
    pub fn seat(self) -> Option<Seat> {
        match self {
            Family::Party => Some(Seat::Party),
            Family::Joint => Some(Seat::Union),
            _ => None,
        }
    }
}

/// Writes the documents of a family into a draft.
pub fn compose(draft: &mut Draft, family: Family) {
    let scale = draft.dice.weighted(&[35, 40, 20, 5]);
    let size = Size {
        list: [2, 4, 7, 18][scale],
        parts: [2, 4, 7, 20][scale],
        rows: [5, 12, 30, 160][scale],
    };
    match family {
        Family::Plan => plan(draft, size),
        Family::Decision => decision(draft),
        Family::Letter => letter(draft, size),
        Family::Notice => notice(draft, size),
        Family::Report => report(draft, size),
        Family::Party => match draft.dice.below(4) {
            0 => letter(draft, size),
            1 => notice(draft, size),
            _ => plan(draft, size),
        },
        Family::Bundle => bundle(draft, size),
        Family::Regulation => regulation(draft, size),
        Family::Joint => joint(draft, size),
    }
}

fn plan(draft: &mut Draft, size: Size) {
    let kind = if draft.dice.chance(88) {
        PLAN
    } else {
        PROGRAMME
    };
    let drafted = draft.world.seat != Seat::Party && draft.dice.chance(10);
    let state = if drafted { State::Draft } else { State::Signed };
    open(draft, &kind, state);
    plan_body(draft, size, Some("lead.plan"));
    let signing = if drafted {
        Signing::Blank
    } else {
        Signing::Body
    };
    tail::tail(draft, signing, "");
    annexes(draft, size, &kind);
    draft.close();
}

/// Letterhead, title and preamble.
fn open(draft: &mut Draft, kind: &Kind, state: State) {
    draft.open(kind.slug);
    draft
        .world
        .set("kindname", cased(&kind.word.to_lowercase(), true));
    head::letterhead(draft, kind, state, None);
    let title = head::some_title(draft, false);
    head::title(draft, kind, &title);
    let grounds = draft.dice.between(1, 4);
    head::preamble(draft, grounds);
}

fn plan_body(draft: &mut Draft, size: Size, lead: Option<&str>) {
    if let Some(lead) = lead {
        let words = say(draft, lead);
        draft.para(words);
    }
    if draft.dice.chance(70) {
        body::aims(draft, size);
    }
    if draft.dice.chance(65) {
        body::goals(draft, size);
    }
    body::works(draft, size);
    if draft.dice.chance(50) {
        body::schedule(draft, size);
    }
    if draft.dice.chance(55) {
        body::money(draft);
    }
    body::duties(draft, size);
    body::closing(draft, "closing");
}

fn decision(draft: &mut Draft) {
    let title = format!("thành lập Tổ công tác về {}", draft.world.topic.name);
    decision_on(draft, &title, "danh sách Tổ công tác");
}

/// A decision; gives back how it is cited.
fn decision_on(draft: &mut Draft, title: &str, what: &str) -> Tie {
    draft.open(DECISION.slug);
    head::letterhead(draft, &DECISION, State::Signed, None);
    let opening = *draft.dice.pick(&["", "Về việc ", "V/v "]);
    let printed = cased(&format!("{opening}{title}"), true);
    head::title(draft, &DECISION, &printed);
    if !opening.is_empty() {
        draft.facts.title = printed.clone();
        draft
            .accept
            .push((format!("{}:title", DECISION.slug), cased(title, true)));
    }
    let chief = draft.world.chief;
    let power = draft.world.seat != Seat::Party && draft.dice.chance(60);
    let name = draft.world.name.to_uppercase();
    let line = match draft.world.seat {
        Seat::Party => draft.world.fact("short").to_uppercase(),
        _ if power || draft.world.authority.is_none() => {
            // "Trưởng phòng" of a "Phòng" says the word once.
            let own = name.strip_prefix("PHÒNG ").unwrap_or(&name);
            format!("{chief} {own}")
        }
        _ => name,
    };
    draft.blocks.push(Block::Bold(vec![line.into()]));
    let grounds = draft.dice.between(1, 4);
    head::preamble(draft, grounds);
    if draft.dice.chance(70) {
        head::proposal(draft);
    }
    draft.blocks.push(Block::Bold(vec!["QUYẾT ĐỊNH:".into()]));
    body::articles(draft, what);
    let signing = if power { Signing::Chief } else { Signing::Body };
    tail::tail(draft, signing, "Như Điều 3");
    let tie = Tie {
        number: draft.facts.number.clone().unwrap_or_default(),
        date: draft.facts.date.clone(),
    };
    draft.close();
    tie
}

fn letter(draft: &mut Draft, size: Size) {
    draft.open(LETTER.slug);
    let title = head::some_title(draft, true);
    head::letterhead(draft, &LETTER, State::Signed, Some(&title));
    draft.facts.title = title;
    head::addressees(draft);
    if draft.dice.chance(35) {
        let mut out = Rich::from("Thực hiện ");
        crate::cite::basis(draft, &mut out);
        out.push(&format!(
            ", {} đề nghị các đơn vị phối hợp.",
            draft.world.fact("short")
        ));
        draft.para(out);
    }
    for _ in 0..draft.dice.between(1, 3) {
        let words = say(draft, "letter");
        draft.para(words);
    }
    if draft.dice.chance(55) {
        body::requests(draft, size);
    }
    if draft.dice.chance(50) {
        let due = body::reply_by(draft);
        let office = draft.world.fact("office").to_owned();
        draft.para(format!("Kết quả gửi về {office} {}.", due.words));
    }
    body::closing(draft, "letterend");
    tail::tail(draft, Signing::Body, "Như trên");
    draft.close();
}

fn notice(draft: &mut Draft, size: Size) {
    open(draft, &NOTICE, State::Signed);
    let words = say(draft, "lead.notice");
    draft.para(words);
    body::works(draft, size);
    if draft.dice.chance(50) {
        body::duties(draft, size);
    }
    body::closing(draft, "closing");
    tail::tail(draft, Signing::Body, "");
    draft.close();
}

fn report(draft: &mut Draft, size: Size) {
    let kind = if draft.dice.chance(70) {
        REPORT
    } else {
        PROPOSAL
    };
    open(draft, &kind, State::Signed);
    let lead = if kind.code == "BC" {
        "lead.report"
    } else {
        "lead.proposal"
    };
    let words = say(draft, lead);
    draft.para(words);
    body::state(draft, size);
    body::works(draft, size);
    if draft.dice.chance(40) {
        body::goals(draft, size);
    }
    body::closing(draft, "letterend");
    tail::tail(draft, Signing::Body, "");
    annexes(draft, size, &kind);
    draft.close();
}

/// A letter, then a decision and the plan that it carries; or only the last two.
fn bundle(draft: &mut Draft, size: Size) {
    if draft.dice.chance(35) {
        letter(draft, Size { list: 2, ..size });
    }
    let name = say(draft, "title").text;
    let name = cased(&name, true);
    let title = format!("ban hành Kế hoạch {}", cased(&name, false));
    let what = format!("Kế hoạch {}", cased(&name, false));
    let tie = decision_on(draft, &title, &what);
    draft.open(PLAN.slug);
    draft.world.set("kindname", "Kế hoạch".to_owned());
    head::title(draft, &PLAN, &name);
    carried(draft, tie);
    let lead = draft.dice.chance(30).then_some("lead.plan");
    plan_body(draft, size, lead);
    annexes(draft, size, &PLAN);
    draft.close();
}

/// What a paper takes from the decision that carries it.
fn carried(draft: &mut Draft, tie: Tie) {
    attached(draft, &tie, "quyet_dinh", "Quyết định", "Ban hành kèm theo");
    draft.facts.attached_to = Some(tie);
    draft.facts.issuer = Some(Issuer {
        name: draft.world.name.clone(),
        level: draft.world.level,
        parent: draft.world.parent.clone(),
        inferred: true,
    });
}

fn regulation(draft: &mut Draft, size: Size) {
    let topic = draft.world.topic.name;
    let place = draft.world.fact("where").to_owned();
    let name = format!("phối hợp trong công tác {topic} trên địa bàn {place}");
    let title = format!("ban hành Quy chế {name}");
    let tie = decision_on(draft, &title, &format!("Quy chế {name}"));
    draft.open(REGULATION.slug);
    head::title(draft, &REGULATION, &cased(&name, true));
    carried(draft, tie);
    body::chapters(draft, size);
    draft.close();
}

/// A plan with two letterheads in one and two signatures.
fn joint(draft: &mut Draft, size: Size) {
    open(draft, &JOINT, State::Signed);
    plan_body(draft, size, Some("lead.plan"));
    tail::tail(draft, Signing::Body, "");
    annexes(draft, size, &JOINT);
    draft.close();
}
