//! The description of the file inside the file (XMP, ISO 16684-1), in step with the
//! document information as PDF/A asks.

use super::writer::About;
use std::fmt::Write as _;

/// The program that made the file.
pub(super) const PRODUCER: &str = "Regulars";

/// What the file claims to be beside an archive file.
#[derive(Clone, Copy)]
pub(super) struct Claims {
    /// It can be heard: PDF/A level a and PDF/UA-1.
    pub tagged: bool,
    /// It carries an electronic invoice of the profile EN 16931.
    pub invoice: bool,
}

/// PDF/A knows neither of the two claims, so the file must explain them.
const UA_CLAIM: &str = r#"<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
"#;
const INVOICE_CLAIM: &str = r#"<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
<fx:DocumentType>INVOICE</fx:DocumentType>
<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>
<fx:Version>1.0</fx:Version>
<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>
</rdf:Description>
"#;
const SCHEMAS: [&str; 2] = [
    r#"<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>
"#,
    "</rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n",
];

/// One schema: its name, its namespace, its prefix, and its properties with what they say.
fn schema(name: &str, space: &str, prefix: &str, properties: &[(&str, &str, &str)]) -> String {
    let properties: String = properties
        .iter()
        .map(|(name, kind, words)| {
            format!(
                r#"<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name><pdfaProperty:valueType>{kind}</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category><pdfaProperty:description>{words}</pdfaProperty:description></rdf:li>
"#
            )
        })
        .collect();
    format!(
        r#"<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{name}</pdfaSchema:schema><pdfaSchema:namespaceURI>{space}</pdfaSchema:namespaceURI><pdfaSchema:prefix>{prefix}</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>
{properties}</rdf:Seq></pdfaSchema:property></rdf:li>
"#
    )
}

fn claimed(claims: Claims) -> String {
    let mut text = String::new();
    let mut schemas = String::new();
    if claims.tagged {
        text.push_str(UA_CLAIM);
        schemas.push_str(&schema(
            "PDF/UA Universal Accessibility Schema",
            "http://www.aiim.org/pdfua/ns/id/",
            "pdfuaid",
            &[("part", "Integer", "Which part of ISO 14289 the file conforms to")],
        ));
    }
    if claims.invoice {
        text.push_str(INVOICE_CLAIM);
        schemas.push_str(&schema(
            "Factur-X PDFA Extension Schema",
            "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#",
            "fx",
            &[
                ("DocumentFileName", "Text", "The name of the embedded XML document"),
                ("DocumentType", "Text", "The type of the hybrid document"),
                ("Version", "Text", "The version of the standard of the embedded XML document"),
                ("ConformanceLevel", "Text", "The conformance level of the embedded XML document"),
            ],
        ));
    }
    if !schemas.is_empty() {
        text.push_str(&format!("{}{schemas}{}", SCHEMAS[0], SCHEMAS[1]));
    }
    text
}

/// The XMP packet of a PDF/A-3 file.
pub(super) fn packet(about: &About, claims: Claims) -> String {
    let title = escaped(about.title);
    let author = escaped(about.author);
    let language = about.language;
    let level = if claims.tagged { "A" } else { "B" };
    let claimed = claimed(claims);
    let day = about.created.format("%Y-%m-%dT00:00:00Z");
    let creator = if about.author.is_empty() {
        String::new()
    } else {
        format!("<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\n")
    };
    format!(
        r#"<?xpacket begin="{mark}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{creator}<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{day}</xmp:CreateDate>
<xmp:ModifyDate>{day}</xmp:ModifyDate>
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>
<pdf:Producer>{PRODUCER}</pdf:Producer>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>{level}</pdfaid:conformance>
</rdf:Description>
{claimed}</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"#,
        mark = '\u{feff}',
    )
}

/// Text safe inside XML; characters that XML has no way to write are left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\n' | '\r' | '\t' => {
                // Writing to a string cannot fail.
                let _ = write!(safe, "&#{};", u32::from(character));
            }
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_break_out_of_the_description() {
        let text = escaped("A < B & \u{1}C>\n");
        assert_eq!(text, "A &lt; B &amp; C&gt;&#10;");
    }
}
