//! A small tree of an XML document: enough for manifests, string resources and Maven's project files.

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

/// An element. Names keep their prefix, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Element>,
    /// Its own text and that of its children, in order.
    pub(crate) text: String,
}

impl Element {
    /// Reads a document; the answer is its outermost element.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut reader = Reader::from_str(text);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().map_err(|error| error.to_string())? {
                Event::Start(start) => open.push(Self::start(&start)?),
                Event::Empty(start) => close(&mut open, Self::start(&start)?),
                Event::End(_) => {
                    let done = open.pop().ok_or("an end without a start")?;
                    close(&mut open, done);
                }
                Event::Text(text) => add(&mut open, &text),
                Event::CData(text) => add(&mut open, &text),
                Event::GeneralRef(name) => {
                    let character = name.resolve_char_ref().map_err(|error| error.to_string())?;
                    match character {
                        Some(character) => add(&mut open, character.encode_utf8(&mut [0; 4])),
                        None => add(&mut open, resolve_predefined_entity(&name).unwrap_or_default()),
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        let outermost = open.first_mut().and_then(|document| document.children.pop());
        outermost.ok_or_else(|| "no element".to_owned())
    }

    fn start(start: &BytesStart<'_>) -> Result<Self, String> {
        let mut element = Self { name: start.name().as_ref().to_owned(), ..Self::default() };
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let value = unescape(&attribute.value).map_err(|error| error.to_string())?.into_owned();
            element.attributes.push((attribute.key.as_ref().to_owned(), value));
        }
        Ok(element)
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The first child of a name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The text of the first child of a name.
    pub(crate) fn child_text(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.trim())
    }

    /// The children below two names, such as `dependencies` and `dependency`.
    pub(crate) fn listed(&self, list: &str, item: &str) -> impl Iterator<Item = &Self> {
        self.children
            .iter()
            .filter(move |child| child.name == list)
            .flat_map(|child| &child.children)
            .filter(move |child| child.name == item)
    }
}

fn add(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn close(open: &mut [Element], done: Element) {
    if let Some(parent) = open.last_mut() {
        parent.text.push_str(&done.text);
        parent.children.push(done);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_attributes_and_words_are_read() {
        let text =
            r#"<?xml version="1.0"?><!-- no --><a x="1 &lt; 2"><b>one &amp; &#20108;</b><c/><b>two</b></a>"#;
        let a = Element::parse(text).unwrap();
        assert_eq!(a.attribute("x"), Some("1 < 2"));
        assert_eq!(a.child_text("b"), Some("one & 二"));
        assert_eq!(a.children.len(), 3);
        assert_eq!(a.text, "one & 二two");
    }

    #[test]
    fn a_torn_document_is_an_error() {
        assert!(Element::parse("<a><b></a>").is_err());
        assert!(Element::parse("").is_err());
    }

    #[test]
    fn a_list_is_flattened() {
        let a = Element::parse("<a><l><i>1</i><j/></l><l><i>2</i></l></a>").unwrap();
        assert_eq!(a.listed("l", "i").map(|i| i.text.as_str()).collect::<Vec<_>>(), ["1", "2"]);
    }
}
