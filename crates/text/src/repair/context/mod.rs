//! Repair by context: a noisy channel over the words of the text.
//!
//! Words that the model finds unlikely beside their neighbours get candidates by what recognition does (tones,
//! marks, strokes, look-alikes, spaces lost and put in); a search over the stretch weighs the damage assumed
//! against what the context gains. The *margin* of a repair is how much cheaper (in nats) the best path is than
//! the best one that leaves the word alone; how much margin makes a repair safe follows the noise of the file.

mod candidate;
mod confusion;
mod decide;
mod lattice;
mod pairs;
mod reader;
mod restore;
mod sites;
mod spell;

use std::ops::Range;

use sohoa_lm::Model;

use self::reader::wanted;
use super::Change;
use crate::{Line, Options, Restore};

/// A repair that the search wants, before anything is decided.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    pub range: Range<usize>,
    pub value: String,
    pub margin: f32,
    /// Rule of the change: what kind of damage it assumes.
    pub rule: &'static str,
}

/// All changes, safe ones applied and doubtful ones proposed; marks restored where the text has lost them.
pub(crate) fn changes(
    text: &str,
    lines: &[Line],
    taken: &[Range<usize>],
    options: &Options,
) -> Vec<Change> {
    let model = Model::embedded();
    let sites = sites::sites(text, lines, taken, model);
    let bare = options.restore != Restore::Always && restore::is_bare(text, &sites, model);
    match options.restore {
        Restore::Always => return restore::changes(text, &sites.list, model),
        Restore::Auto if bare => return restore::changes(text, &sites.list, model),
        // Single marks put back here and there would help nobody.
        _ if bare || !options.repair => return Vec::new(),
        _ => {}
    }
    let wanted = wanted(text, &sites.list, model);
    decide::decide(wanted, sites.list.len(), sites.unknown)
}

/// A word that the model would have otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// Where it stands.
    pub range: Range<usize>,
    /// What the model would have.
    pub value: String,
    /// How much cheaper that is, in nats.
    pub margin: f32,
}

/// The words of a paragraph that `model` would have otherwise: for counting text that recognition has damaged
/// here and there, and for counting the damage.
#[must_use]
pub fn doubts(paragraph: &str, model: &Model) -> Vec<Doubt> {
    let line = Line {
        start: 0,
        end: paragraph.len() as u32,
        page: 1,
    };
    let sites = sites::sites(paragraph, &[line], &[], model);
    let doubted = wanted(paragraph, &sites.list, model).into_iter();
    doubted
        .map(|w| Doubt {
            range: w.range,
            value: w.value,
            margin: w.margin,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::{Options, Restore, Text};

    /// Enough damage that a repair needs no more than the usual margin.
    const NOISE: &str = "Ủy ban nhân dãn tỉnh giao các sở, ngành tổ chức thực hiên nghiêm túc kế hoach này. \
                         Các cơ quan, đơn vị chủ động phối hơp, báo cáo kêt quả thực hiện theo quy đinh.\n";

    fn read(line: &str) -> String {
        let source = format!("{NOISE}{line}");
        let text = Text::new(&source);
        text.as_str().lines().nth(1).unwrap_or_default().to_owned()
    }

    #[test]
    fn repairs_what_the_context_tells() {
        for (damaged, right) in [
            (
                "nâng cao Chi số cải cách hành chính",
                "nâng cao Chỉ số cải cách hành chính",
            ),
            (
                "giao Phòng Tưpháp chủ trì thực hiện",
                "giao Phòng Tư pháp chủ trì thực hiện",
            ),
            ("CÁI CÁCH THỦ TỤC HÀNH CHÍNH", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH"),
            (
                "đùn đẩy trách nhiệm, gây phiên hà",
                "đùn đẩy trách nhiệm, gây phiền hà",
            ),
            (
                "các cơ quan, đơn vị th ực hiện nhiệm vụ",
                "các cơ quan, đơn vị thực hiện nhiệm vụ",
            ),
            (
                "Kbông ban hành văn bản trái quy định",
                "Không ban hành văn bản trái quy định",
            ),
        ] {
            assert_eq!(read(damaged), right);
        }
    }

    #[test]
    fn leaves_codes_names_and_variants_alone() {
        for line in [
            "Số: 12/KH-UBND ngày 05/3/2024, điểm đ khoản 2",
            "Đồng chí Nguyễn Thị Nhơn, Phó Trưởng phòng",
            "bác sỹ, bác sĩ; quy định, qui định; hoà bình, hòa bình",
            "truy cập dichvucong.gov.vn hoặc gửi thư về hotro@dia-chi.vn",
            "hiếm hoi, lẻ tẻ, mưa bão",
        ] {
            assert_eq!(read(line), line);
        }
    }

    #[test]
    fn a_clean_file_is_left_alone() {
        let line = "Các cơ quan, đơn vị tổ chức thực hiện nghiêm túc kế hoạch này, báo cáo kết quả theo quy định.\n";
        let source = format!(
            "{}nâng cao tinh chuyên nghiệp của cán bộ\n",
            line.repeat(30)
        );
        let text = Text::new(&source);
        assert_eq!(text.as_str(), source);
        assert!(text.repairs().iter().all(|r| !r.applied));
    }

    #[test]
    fn lost_marks_come_back_when_all_are_lost() {
        let bare = "Uy ban nhan dan tinh ban hanh ke hoach thuc hien cong tac cai cach hanh chinh nam 2024, \
                    giao cac so, nganh to chuc thuc hien va bao cao ket qua truoc ngay 15 thang 12";
        let text = Text::new(bare);
        assert!(
            text.as_str()
                .contains("thực hiện công tác cải cách hành chính năm 2024")
        );
        assert!(text.repairs().iter().all(|r| r.confidence <= 0.7));
        let never = Options {
            restore: Restore::Never,
            ..Options::default()
        };
        assert_eq!(Text::with(bare, &never).as_str(), bare);
    }
}
