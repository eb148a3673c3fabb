//! Who issues, where and when: one consistent invented world a file.

use crate::day::Day;
use crate::dice::Dice;
use crate::names::{initials, period, place};
use crate::rich::cased;
use crate::topic::{Topic, topics};

/// The rules a document was typed under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Era {
    /// TTLT 55/2005.
    Joint2005,
    /// TT 01/2011.
    Circular2011,
    /// NĐ 30/2020.
    Decree2020,
    /// NĐ 30/2020 under two levels of local government.
    TwoLevels,
}

/// What kind of body issues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    Ministry,
    Province,
    District,
    Commune,
    /// A department of a province or an office of a district.
    Office,
    Party,
    /// Two bodies of the people together.
    Union,
}

/// The world of one file.
#[derive(Debug)]
pub struct World {
    pub era: Era,
    pub seat: Seat,
    pub topic: &'static Topic,
    /// Year that the work is for.
    pub year: usize,
    pub day: Day,
    /// Full name of the issuer.
    pub name: String,
    /// The other issuer of a joint paper, and the line that it signs under.
    pub partner: Option<(String, String)>,
    pub level: &'static str,
    pub parent: Option<String>,
    /// Lines of the letterhead.
    pub head: Vec<String>,
    /// Code in the number.
    pub code: String,
    /// The place that stands before the date.
    pub place: String,
    /// The body above: who promulgates what is carried out.
    pub above: String,
    /// `TM. …`, where the body is collective.
    pub authority: Option<String>,
    pub chief: &'static str,
    /// Name of the rule with the agencies below the issuer.
    pub agencies: &'static str,
    facts: Vec<(&'static str, String)>,
}

impl World {
    /// A world by lot.
    pub fn new(dice: &mut Dice, seat: Option<Seat>) -> World {
        let era = [
            Era::Joint2005,
            Era::Circular2011,
            Era::Decree2020,
            Era::TwoLevels,
        ][dice.weighted(&[15, 30, 35, 20])];
        let (year, day) = period(era, dice);
        let seat = seat.unwrap_or_else(|| {
            let seats = [
                Seat::Ministry,
                Seat::Province,
                Seat::District,
                Seat::Commune,
                Seat::Office,
                Seat::Party,
            ];
            seats[dice.weighted(&[3, 20, 32, 20, 15, 10])]
        });
        let seat = match (era, seat) {
            (Era::TwoLevels, Seat::District) => Seat::Commune,
            (_, seat) => seat,
        };
        let index = dice.below(topics().len());
        let mut world = World {
            era,
            seat,
            topic: &topics()[index],
            year,
            day,
            name: String::new(),
            partner: None,
            level: "",
            parent: None,
            head: Vec::new(),
            code: String::new(),
            place: String::new(),
            above: String::new(),
            authority: None,
            chief: "CHỦ TỊCH",
            agencies: "",
            facts: Vec::new(),
        };
        world.settle(dice);
        world
    }

    /// A word of the world for the phrase grammar.
    pub fn fact(&self, name: &str) -> &str {
        let hit = self.facts.iter().find(|(key, _)| *key == name);
        hit.map_or("", |(_, value)| value)
    }

    /// Sets a word of the world.
    pub fn set(&mut self, name: &'static str, value: String) {
        self.facts.retain(|(key, _)| *key != name);
        self.facts.push((name, value));
    }

    /// Office in charge of the topic.
    pub fn dept(&self) -> &'static str {
        if self.era == Era::TwoLevels {
            self.topic.dept25
        } else {
            self.topic.dept
        }
    }

    /// "Ủy ban" or, as often under the older rules, "Uỷ ban".
    fn committee(&self, dice: &mut Dice) -> &'static str {
        let old = if self.era < Era::Decree2020 { 40 } else { 5 };
        if dice.chance(old) {
            "Uỷ ban"
        } else {
            "Ủy ban"
        }
    }

    fn settle(&mut self, dice: &mut Dice) {
        let (province, district, commune) = (place(dice), place(dice), place(dice));
        let of_province = format!("tỉnh {province}");
        let committee = self.committee(dice);
        self.above = format!("UBND {of_province}");
        let mut level_word = "tỉnh";
        let mut place = province;
        let mut where_ = of_province.clone();
        let mut body = format!("{committee} nhân dân");
        match self.seat {
            Seat::Ministry => {
                let ministries = [
                    ("Nội vụ", "BNV"),
                    ("Tài chính", "BTC"),
                    ("Y tế", "BYT"),
                    ("Xây dựng", "BXD"),
                ];
                let (ministry, code) = *dice.pick(&ministries);
                self.name = format!("Bộ {ministry}");
                self.head = vec![self.name.to_uppercase()];
                code.clone_into(&mut self.code);
                self.level = "central";
                "Hà Nội".clone_into(&mut place);
                "cả nước".clone_into(&mut where_);
                "Chính phủ".clone_into(&mut self.above);
                self.chief = "BỘ TRƯỞNG";
                self.agencies = "agency.central";
                level_word = "Bộ";
            }
            Seat::Province => self.level = "province",
            Seat::District => {
                level_word = dice.pick::<&str>(&["huyện", "huyện", "thị xã", "thành phố"]);
                self.level = "district";
                place = district;
                where_ = format!("{level_word} {place}");
            }
            Seat::Commune => {
                let words = if self.era == Era::TwoLevels {
                    ["xã", "phường", "đặc khu"]
                } else {
                    self.above = format!("UBND huyện {district}");
                    ["xã", "phường", "thị trấn"]
                };
                level_word = words[dice.weighted(&[60, 30, 10])];
                self.level = "commune";
                place = commune;
                where_ = format!("{level_word} {place}");
            }
            Seat::Office => return self.settle_office(dice, &place, &district),
            Seat::Party => return self.settle_party(dice, &place, &district, &commune),
            Seat::Union => return self.settle_union(dice, &district),
        }
        if self.seat != Seat::Ministry {
            self.name = format!("{body} {where_}");
            let stacked = dice.chance(70);
            let (committee, unit) = (body.to_uppercase(), where_.to_uppercase());
            self.head = if stacked {
                vec![committee, unit]
            } else {
                vec![format!("{committee} {unit}")]
            };
            let old = self.era == Era::Joint2005 && dice.chance(40);
            self.code = if old { "UB" } else { "UBND" }.to_owned();
            self.authority = Some(format!("TM. {}", body.to_uppercase()));
            self.agencies = match (self.seat, self.era) {
                (Seat::Province, _) => "agency.province",
                (Seat::District, _) => "agency.district",
                (_, Era::TwoLevels) => "agency.ward25",
                _ => "agency.commune",
            };
            body = format!("UBND {where_}");
        } else {
            body = self.name.clone();
        }
        self.place = place;
        self.common(dice, &where_, level_word, &body, "Ủy ban nhân dân");
    }

    fn settle_office(&mut self, dice: &mut Dice, province: &str, district: &str) {
        let of_province = self.era == Era::TwoLevels || dice.chance(60) && !self.topic.of_district;
        let (office, above, unit) = if of_province {
            ("Sở", "tỉnh", province)
        } else {
            ("Phòng", "huyện", district)
        };
        let dept = self.dept();
        self.name = format!("{office} {dept}");
        self.level = "department";
        self.chief = if office == "Sở" {
            "GIÁM ĐỐC"
        } else {
            "TRƯỞNG PHÒNG"
        };
        let committee = self.committee(dice);
        let spelt = if dice.chance(60) {
            "UBND".to_owned()
        } else {
            format!("{committee} nhân dân")
        };
        let parent = format!("{spelt} {above} {unit}");
        self.head = vec![parent.to_uppercase(), self.name.to_uppercase()];
        self.above = format!("UBND {above} {unit}");
        self.parent = Some(parent);
        self.code = format!(
            "{}{}",
            if office == "Sở" { "S" } else { "P" },
            initials(dept)
        );
        unit.clone_into(&mut self.place);
        self.agencies = "agency.office";
        let where_ = format!("{above} {unit}");
        let name = self.name.clone();
        self.common(dice, &where_, above, &name, "");
    }

    fn settle_party(&mut self, dice: &mut Dice, province: &str, district: &str, commune: &str) {
        let (body, unit, above, code) = match self.era {
            Era::TwoLevels => ("Đảng ủy", format!("xã {commune}"), "Tỉnh ủy", "ĐU"),
            _ if dice.chance(30) => ("Tỉnh ủy", province.to_owned(), "", "TU"),
            _ => ("Huyện ủy", district.to_owned(), "Tỉnh ủy", "HU"),
        };
        self.name = format!("{body} {unit}");
        self.level = "party";
        self.parent = (!above.is_empty()).then(|| format!("{above} {province}"));
        self.head = self
            .parent
            .iter()
            .chain([&self.name])
            .map(|l| l.to_uppercase())
            .collect();
        self.head.push("*".to_owned());
        code.clone_into(&mut self.code);
        self.place = unit.trim_start_matches("xã ").to_owned();
        self.above = if above.is_empty() {
            "Trung ương".into()
        } else {
            format!("{above} {province}")
        };
        self.authority = Some("T/M BAN THƯỜNG VỤ".to_owned());
        self.chief = "BÍ THƯ";
        self.agencies = "agency.party";
        let level = match code {
            "TU" => "tỉnh",
            "HU" => "huyện",
            _ => "xã",
        };
        let where_ = format!("{level} {}", self.place);
        self.set("Body", body.to_owned());
        self.common(dice, &where_, level, &format!("Ban Thường vụ {body}"), "");
    }

    fn settle_union(&mut self, dice: &mut Dice, unit: &str) {
        let level = if self.era == Era::TwoLevels {
            "xã"
        } else {
            "huyện"
        };
        let mut bodies = [
            ("Hội Nông dân", "HND"),
            ("Hội Liên hiệp Phụ nữ", "HPN"),
            ("Hội Cựu chiến binh", "HCCB"),
            ("Hội Chữ thập đỏ", "HCTĐ"),
        ];
        dice.shuffle(&mut bodies);
        let [(one, code), (other, other_code), ..] = bodies;
        self.name = format!("{one} {level} {unit}");
        let partner = format!("{other} {level} {unit}");
        self.head = [&self.name, &partner].map(|n| n.to_uppercase()).to_vec();
        let signs = |body: &str| {
            format!(
                "TM. BAN THƯỜNG VỤ {} {}",
                body.to_uppercase(),
                level.to_uppercase()
            )
        };
        self.partner = Some((partner, signs(other)));
        self.authority = Some(signs(one));
        self.level = "other";
        self.code = format!("{code}-{other_code}");
        unit.clone_into(&mut self.place);
        self.agencies = if self.era == Era::TwoLevels {
            "agency.ward25"
        } else {
            "agency.district"
        };
        let short = format!("{one} và {other} {level}");
        self.common(dice, &format!("{level} {unit}"), level, &short, "");
    }

    fn common(&mut self, dice: &mut Dice, where_: &str, level: &str, short: &str, full: &str) {
        let opening = if full.is_empty() || dice.chance(50) {
            short.to_owned()
        } else {
            format!("{full} {where_}")
        };
        let dept = self.dept();
        let office = match self.seat {
            Seat::Ministry => "Văn phòng Bộ".to_owned(),
            Seat::Province => format!("Sở {dept}"),
            Seat::District => format!("Phòng {dept}"),
            Seat::Commune if self.era == Era::TwoLevels => "Phòng Kinh tế".to_owned(),
            Seat::Commune => format!("Văn phòng UBND {level}"),
            Seat::Office => "Phòng Tổng hợp".to_owned(),
            Seat::Union => format!("Văn phòng HĐND và UBND {level}"),
            Seat::Party => format!("Văn phòng {}", self.fact("Body")),
        };
        let facts = [
            ("topic", self.topic.name.to_owned()),
            ("dept", dept.to_owned()),
            ("where", where_.to_owned()),
            ("level", level.to_owned()),
            ("short", short.to_owned()),
            ("Short", cased(&opening, true)),
            ("office", office),
            ("year", self.year.to_string()),
        ];
        facts
            .into_iter()
            .for_each(|(name, value)| self.set(name, value));
    }
}
