//! Reads the text of a PDF the way a search does: from the glyphs of each page and the table that says what they mean.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a file that cannot be read fails the test")]

use std::collections::BTreeMap;
use std::io::Read;

/// The text of each page, one line for each piece that was drawn.
pub fn pages(pdf: &[u8]) -> Vec<String> {
    let objects = objects(pdf);
    let root = objects.values().find(|object| object.dict.contains("/Type/Pages")).expect("no pages");
    numbers(between(&root.dict, "/Kids[", "]"))
        .collect::<Vec<_>>()
        .chunks(2)
        .map(|kid| page(&objects, &objects[&kid[0]]))
        .collect()
}

/// Where each piece of text begins: from the left and from the top.
pub fn places(pdf: &[u8]) -> Vec<(f32, f32)> {
    let objects = objects(pdf);
    let pages = objects.values().filter(|object| object.dict.contains("/Type/Page/"));
    let contents = pages.flat_map(|page| tokens(&objects[&reference(&page.dict, "/Contents ")].data));
    let mut places = Vec::new();
    let mut operands = Vec::new();
    for token in contents {
        match (token, &operands[..]) {
            (Token::Number(number), _) => operands.push(number),
            (Token::Word(word), [_, _, _, _, x, y]) if word == "Tm" => {
                places.push((*x, *y));
                operands.clear();
            }
            _ => operands.clear(),
        }
    }
    places
}

/// The dictionaries of all objects, for tests that look for a word in them.
pub fn dictionaries(pdf: &[u8]) -> Vec<String> {
    objects(pdf).into_values().map(|object| object.dict).collect()
}

struct Object {
    dict: String,
    data: Vec<u8>,
}

fn page(objects: &BTreeMap<usize, Object>, page: &Object) -> String {
    let resources = &objects[&reference(&page.dict, "/Resources ")].dict;
    let fonts: BTreeMap<String, BTreeMap<u16, String>> = between(resources, "/Font<<", ">>")
        .split('/')
        .filter(|entry| !entry.is_empty())
        .map(|entry| {
            let (name, number) = entry.split_once(' ').unwrap();
            let font = &objects[&numbers(number).next().unwrap()];
            (name.to_owned(), meanings(&objects[&reference(&font.dict, "/ToUnicode ")].data))
        })
        .collect();
    text(&objects[&reference(&page.dict, "/Contents ")].data, &fonts)
}

/// Runs the drawing of a page and keeps what is text in it.
fn text(content: &[u8], fonts: &BTreeMap<String, BTreeMap<u16, String>>) -> String {
    let mut text = String::new();
    let mut font = None;
    let mut instead: Option<String> = None;
    let mut operands: Vec<Token> = Vec::new();
    for token in tokens(content) {
        match token {
            Token::Word(word) if word == "Tf" => {
                font = operands.iter().find_map(|operand| match operand {
                    Token::Name(name) => fonts.get(name),
                    _ => None,
                });
            }
            Token::Word(word) if word == "BDC" => {
                let name = operands
                    .iter()
                    .position(|operand| matches!(operand, Token::Name(name) if name == "ActualText"));
                if let Some(Token::String(bytes)) = name.and_then(|name| operands.get(name + 1)) {
                    instead = Some(text_string(bytes));
                }
            }
            Token::Word(word) if word == "EMC" => text.push_str(&instead.take().unwrap_or_default()),
            Token::Word(word) if word == "Tj" || word == "TJ" => {
                for operand in &operands {
                    if let (Token::String(bytes), None) = (operand, &instead) {
                        for glyph in bytes.chunks(2) {
                            text.push_str(&font.unwrap()[&u16::from_be_bytes([glyph[0], glyph[1]])]);
                        }
                    }
                }
            }
            Token::Word(word) if word == "ET" => text.push('\n'),
            Token::Word(_) => {}
            operand => {
                operands.push(operand);
                continue;
            }
        }
        operands.clear();
    }
    text
}

enum Token {
    Word(String),
    Name(String),
    Number(f32),
    String(Vec<u8>),
}

fn tokens(content: &[u8]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut place = 0;
    let end_of = |from: usize, stop: &[u8]| {
        (from..content.len()).find(|place| stop.contains(&content[*place])).unwrap_or(content.len())
    };
    while place < content.len() {
        match content[place] {
            b'(' => {
                let (bytes, end) = literal(content, place + 1);
                tokens.push(Token::String(bytes));
                place = end;
            }
            b'<' if content.get(place + 1) == Some(&b'<') => place += 2,
            b'<' => {
                let end = end_of(place, b">");
                tokens.push(Token::String(hex(&content[place + 1..end])));
                place = end + 1;
            }
            b'/' => {
                let end = end_of(place + 1, b" \n/[]<>()");
                tokens.push(Token::Name(String::from_utf8_lossy(&content[place + 1..end]).into_owned()));
                place = end;
            }
            c if c.is_ascii_alphabetic() => {
                let end = end_of(place, b" \n/[]<>()");
                tokens.push(Token::Word(String::from_utf8_lossy(&content[place..end]).into_owned()));
                place = end;
            }
            c if c.is_ascii_digit() || c == b'-' || c == b'.' => {
                let end = end_of(place, b" \n/[]<>()");
                let number = String::from_utf8_lossy(&content[place..end]).parse().unwrap();
                tokens.push(Token::Number(number));
                place = end;
            }
            _ => place += 1,
        }
    }
    tokens
}

/// A string in brackets with its escapes.
fn literal(content: &[u8], from: usize) -> (Vec<u8>, usize) {
    let (mut bytes, mut place, mut depth) = (Vec::new(), from, 0);
    loop {
        match content[place] {
            b'\\' => {
                place += 1;
                match content[place] {
                    b'n' => bytes.push(b'\n'),
                    b'r' => bytes.push(b'\r'),
                    b't' => bytes.push(b'\t'),
                    b'b' => bytes.push(8),
                    b'f' => bytes.push(12),
                    b'0'..=b'7' => {
                        let digits =
                            (0..3).take_while(|digit| content[place + digit].is_ascii_digit()).count();
                        let number = std::str::from_utf8(&content[place..place + digits]).unwrap();
                        bytes.push(u8::from_str_radix(number, 8).unwrap());
                        place += digits - 1;
                    }
                    plain => bytes.push(plain),
                }
            }
            b')' if depth == 0 => return (bytes, place + 1),
            c => {
                depth += i32::from(c == b'(') - i32::from(c == b')');
                bytes.push(c);
            }
        }
        place += 1;
    }
}

/// What the glyphs of a font mean.
fn meanings(cmap: &[u8]) -> BTreeMap<u16, String> {
    let cmap = String::from_utf8_lossy(cmap);
    let pairs = cmap.lines().filter_map(|line| line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <"));
    pairs
        .filter(|(glyph, _)| glyph.len() == 4)
        .filter(|(_, meaning)| !meaning.contains('>'))
        .map(|(glyph, meaning)| (u16::from_str_radix(glyph, 16).unwrap(), utf16(&hex(meaning.as_bytes()))))
        .collect()
}

fn text_string(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(rest) => utf16(rest),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]])).collect();
    String::from_utf16(&units).unwrap()
}

fn hex(digits: &[u8]) -> Vec<u8> {
    digits.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

/// By the table at the end of the file.
fn objects(pdf: &[u8]) -> BTreeMap<usize, Object> {
    let tail = String::from_utf8_lossy(&pdf[pdf.len() - 64..]).into_owned();
    let table: usize =
        tail.split("startxref").nth(1).unwrap().split_whitespace().next().unwrap().parse().unwrap();
    let table = String::from_utf8_lossy(&pdf[table..]).into_owned();
    table
        .lines()
        .skip(2)
        .enumerate()
        .take_while(|(_, line)| !line.starts_with("trailer"))
        .filter(|(_, line)| line.trim_end().ends_with('n'))
        .map(|(number, line)| {
            (number, object(&pdf[line.split(' ').next().unwrap().parse::<usize>().unwrap()..]))
        })
        .collect()
}

fn object(bytes: &[u8]) -> Object {
    let find = |words: &[u8]| bytes.windows(words.len()).position(|window| window == words);
    let end = find(b"endobj").unwrap();
    let stream = find(b"stream\n").filter(|start| *start < end);
    let dict = String::from_utf8_lossy(&bytes[..stream.unwrap_or(end)]).into_owned();
    let data = stream.map_or_else(Vec::new, |start| {
        let length = numbers(dict.split("/Length ").nth(1).unwrap()).next().unwrap();
        let data = &bytes[start + 7..start + 7 + length];
        if !dict.contains("/FlateDecode") {
            return data.to_vec();
        }
        let mut plain = Vec::new();
        flate2::read::ZlibDecoder::new(data).read_to_end(&mut plain).unwrap();
        plain
    });
    Object { dict, data }
}

fn reference(dict: &str, key: &str) -> usize {
    numbers(dict.split(key).nth(1).unwrap_or_else(|| panic!("no {key} in {dict}"))).next().unwrap()
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    text.split(start).nth(1).and_then(|rest| rest.split(end).next()).unwrap_or("")
}

fn numbers(text: &str) -> impl Iterator<Item = usize> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok())
}
