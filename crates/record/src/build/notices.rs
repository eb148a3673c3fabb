//! What the reader of the format noticed, as diagnostics of the page it is about.

use sohoa_layout::{Layout, NoticeKind};

use super::Builder;
use super::diagnostics::Code;

impl Builder<'_, '_> {
    pub(super) fn notices(&mut self, layout: &Layout) {
        for notice in &layout.notices {
            let code = match notice.kind {
                NoticeKind::NeedsOcr => Code::NeedsOcr,
                NoticeKind::NoOcr => Code::OcrMissing,
                NoticeKind::OcrFailed => Code::OcrFailed,
                NoticeKind::TextLayerLies => Code::TextLayerLies,
                NoticeKind::EncodingGuessed => Code::EncodingGuessed,
                NoticeKind::Damaged => Code::InputDamaged,
                NoticeKind::Limited => Code::InputLimited,
                NoticeKind::ChangesAccepted => Code::ChangesAccepted,
                NoticeKind::ReadBy => Code::ReadByProgram,
            };
            let page = notice.page.unwrap_or(1);
            let lines = self.text.lines();
            let first = lines.partition_point(|l| l.page < page);
            let last = lines.partition_point(|l| l.page <= page);
            let mut span = self.lines_span((first, last.max(first + 1) - 1));
            span.page = page;
            self.report(code, span, &notice.what);
        }
    }
}
