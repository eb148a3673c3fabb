//! What the file says of itself, in the form that PDF/A asks for.

use crate::about::About;

/// The packet of metadata.
pub(crate) fn packet(about: &About) -> String {
    let title = about.title.as_ref().map(|t| {
        format!(
            "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>\n",
            escaped(t)
        )
    });
    let author = about.author.as_ref().map(|a| {
        format!(
            "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\n",
            escaped(a)
        )
    });
    format!(
        concat!(
            "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n",
            "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n",
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n",
            "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"",
            " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"",
            " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n",
            "<dc:format>application/pdf</dc:format>\n{title}{author}",
            "<pdf:Producer>{producer}</pdf:Producer>\n",
            "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n",
            "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>",
        ),
        title = title.unwrap_or_default(),
        author = author.unwrap_or_default(),
        producer = escaped(&about.producer),
    )
}

/// Text as XML has it; what XML cannot have is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_escaped_and_left_out_where_there_are_none() {
        let about = About {
            title: Some("A & B <\u{1}> C".to_owned()),
            ..About::default()
        };
        let packet = packet(&about);
        assert!(packet.contains("A &amp; B &lt; &gt; C"), "{packet}");
        assert!(!packet.contains("dc:creator"));
        assert!(packet.contains("<pdfaid:part>2</pdfaid:part>"));
    }
}
