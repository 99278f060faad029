//! What must be true of every printed file.

mod common;

use common::{document, everything, fonts, list, long_text, part, printed, reader, record};
use dunlog_typeset::pdf::{Error, FontFile, Fonts, write};
use dunlog_typeset::{Block, Cell, Column, Form, Grid, Papers, Press, Span, Style, Table};
use proptest::prelude::*;
use std::io;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    /// In a cell of any width and in a paragraph every character that is not a space is there, in order.
    #[test]
    fn no_character_is_lost(text in "[一-龥a-z0-9，。（）“”\\n -]{0,300}|(您的贷款|https://x-invalid/\\?a=1|１３９|[a-z]{1,60}| )*", width in 1_u16..200) {
        let (pdf, _) = printed(vec![
            part("text", "题", Form::Narrative),
            Block::Paragraph(vec![Span::text(text.clone())]),
            Block::Table(Table { columns: vec![Column::new("", 10), Column::new("", width)], row_heads: false }),
            Block::Row(vec![Cell::text(text.clone())]),
            Block::EndTable,
        ]);
        let drawn: String = reader::pages(&pdf).iter().map(|page| page.split("题·").next().unwrap_or_default().split("题 · ").next().unwrap_or_default().to_owned()).collect();
        prop_assert_eq!(squeezed(&drawn), squeezed(&text).repeat(2));
    }
}

/// The text without what lines and cells do to it.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn all_text(pdf: &[u8]) -> String {
    squeezed(&reader::pages(pdf).concat())
}

#[test]
fn the_same_papers_give_the_same_bytes() {
    let (first, _) = printed(everything());
    let (second, _) = printed(everything());
    assert!(first == second);
}

#[test]
fn page_numbers_in_the_text_are_those_of_the_pages() {
    let (pdf, printed) = printed(everything());
    let pages = reader::pages(&pdf);
    assert_eq!(pages.len(), usize::try_from(printed.pages).unwrap());
    for (index, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("第{}页 共{}页", index + 1, pages.len())), "{page}");
    }
    let list = &printed.parts[1];
    let text = squeezed(&pages[0]);
    assert!(text.contains(&format!("附件全部（第{}–{}页）", list.first, list.last)), "{text}");
    let row = printed.anchors["row-150"];
    assert!(text.contains(&format!("附件一第{row}页")), "{text}");
    assert!(pages[usize::try_from(row).unwrap() - 1].contains("E-00150"));
}

#[test]
fn nothing_of_a_long_message_is_lost_when_its_row_is_split_over_pages() {
    let text = long_text(3000);
    let (pdf, printed) = printed(vec![
        part("list", "清单", Form::Annex),
        Block::Table(Table { columns: vec![Column::new("号", 1), Column::new("文", 3)], row_heads: true }),
        Block::Row(vec![Cell::text("1"), Cell::text(text.clone())]),
        Block::EndTable,
    ]);
    assert!(printed.pages > 1);
    let words: String = reader::pages(&pdf)
        .iter()
        .flat_map(|page| page.lines().map(str::to_owned).collect::<Vec<_>>())
        .filter(|line| {
            !["号", "文", "1"].contains(&line.as_str())
                && !line.contains("清单")
                && !line.contains("本页")
                && !line.contains("共")
        })
        .collect();
    assert_eq!(words, text);
}

#[test]
fn rows_follow_each_other_and_the_head_stands_on_every_page() {
    let mut blocks = vec![part("list", "清单", Form::Annex), Block::Table(list())];
    blocks.extend((0..200).map(|row| record(row, &long_text(row))));
    blocks.push(Block::EndTable);
    let (pdf, printed) = printed(blocks);
    let pages = reader::pages(&pdf);
    assert!(pages.iter().all(|page| page.contains("编号") && page.contains("判定")));
    let numbers: Vec<String> = pages
        .iter()
        .flat_map(|page| page.lines())
        .filter(|line| line.starts_with("E-"))
        .map(str::to_owned)
        .collect();
    assert_eq!(numbers, (0..200).map(|row| format!("E-{row:05}")).collect::<Vec<_>>());
    assert!(printed.missing.is_empty());
}

#[test]
fn a_character_without_a_glyph_is_printed_as_its_number_and_counted() {
    let (pdf, printed) = printed(vec![
        part("list", "清单", Form::Annex),
        Block::Paragraph(vec![Span::text("甲😡😡乙👨‍👩‍👧丙 د")]),
    ]);
    let text = all_text(&pdf);
    assert!(text.contains("甲□U+1F621□U+1F621乙□U+1F468□U+1F469□U+1F467丙□U+062F"), "{text}");
    assert_eq!(printed.missing[&'😡'], 2);
    assert_eq!(printed.missing.len(), 5);
}

#[test]
fn what_would_hide_or_turn_text_is_printed_as_its_number() {
    let (pdf, printed) =
        printed(vec![Block::Paragraph(vec![Span::text("a\u{202e}b\u{200b}c\u{0}d\u{200d}e")])]);
    let text = all_text(&pdf);
    assert!(text.contains("a[U+202E]b[U+200B]c[U+0000]d[U+200D]e"), "{text}");
    assert!(printed.missing.is_empty());
}

#[test]
fn marks_stay_with_their_letters_and_styles_keep_the_order_of_words() {
    let (pdf, _) = printed(vec![Block::Paragraph(vec![
        Span::text("e\u{301}te\u{301} "),
        Span::styled("一", Style::Strong),
        Span::styled("二", Style::Small),
        Span::styled("三", Style::Underlined),
        Span::text("四"),
    ])]);
    assert!(all_text(&pdf).contains("e\u{301}te\u{301}一二三四"));
}

#[test]
fn one_glyph_for_two_characters_is_read_as_the_right_one() {
    // The radical and the character look the same and share a glyph in many fonts.
    let (pdf, _) = printed(vec![Block::Paragraph(vec![Span::text("⼀一⼀人⼈ \u{a0}x")])]);
    assert!(all_text(&pdf).contains("⼀一⼀人⼈"));
}

#[test]
fn a_sheet_is_one_page_as_large_as_it_fits_and_loses_nothing_if_none_is_enough() {
    let sheet = |characters: usize| {
        let (pdf, printed) = printed(vec![
            part("form", "表", Form::Sheet),
            Block::Paragraph(vec![Span::text(long_text(characters))]),
        ]);
        (all_text(&pdf), printed.pages)
    };
    for characters in [100, 1500, 2600] {
        let (text, pages) = sheet(characters);
        assert_eq!(pages, 1);
        assert!(text.contains(&long_text(characters)));
    }
    let (text, pages) = sheet(12_000);
    assert!(pages > 1);
    assert!(text.matches("逾期").count() == long_text(12_000).matches("逾期").count());
}

#[test]
fn a_heading_is_never_the_last_line_of_a_page() {
    for before in 0..40 {
        let mut blocks = vec![part("text", "文", Form::Narrative)];
        blocks.extend((0..before).map(|_| Block::Paragraph(vec![Span::text("段落")])));
        blocks.push(Block::Heading { level: 1, text: "一、标题".to_owned() });
        blocks.push(Block::Table(list()));
        blocks.push(record(1, "内容"));
        blocks.push(Block::EndTable);
        let (pdf, _) = printed(blocks);
        let page = reader::pages(&pdf).into_iter().find(|page| page.contains("一、标题")).unwrap();
        assert!(page.contains("E-00001"), "{before}: {page}");
    }
}

#[test]
fn the_head_of_a_group_of_rows_is_never_the_last_line_of_a_page() {
    for before in 0..40 {
        let mut blocks = vec![part("list", "目录", Form::Annex), Block::Table(list())];
        blocks.extend((0..before).map(|row| record(row, "内容")));
        blocks.push(Block::Row(vec![Cell::text("第七组").over(9)]));
        blocks.push(Block::Anchor("seven".to_owned()));
        blocks.push(record(777, "内容"));
        blocks.push(Block::EndTable);
        let (pdf, printed) = printed(blocks);
        let pages = reader::pages(&pdf);
        let place = pages.iter().position(|page| page.contains("第七组")).unwrap();
        assert!(pages[place].contains("E-00777"), "{before}: {}", pages[place]);
        assert_eq!(printed.anchors["seven"] as usize, place + 1);
    }
}

#[test]
fn nobody_signs_a_page_that_says_nothing() {
    for before in 0..40 {
        let mut blocks = vec![part("text", "文", Form::Annex)];
        blocks.extend((0..before).map(|_| Block::Paragraph(vec![Span::text("段落")])));
        blocks.push(Block::Together(4));
        blocks.push(Block::Paragraph(vec![Span::text("以上属实。")]));
        blocks.push(Block::Right("签名".to_owned()));
        blocks.push(Block::Right("日期".to_owned()));
        let (pdf, _) = printed(blocks);
        let page = reader::pages(&pdf).into_iter().find(|page| page.contains("日期")).unwrap();
        assert!(page.contains("以上属实"), "{before}: {page}");
    }
    for rows in 1..40 {
        let mut blocks = vec![part("list", "目录", Form::Annex), Block::Table(list())];
        blocks.extend((1..rows).map(|row| record(row, "内容")));
        blocks.push(Block::Together(6));
        blocks.push(record(777, "内容"));
        blocks.push(Block::EndTable);
        blocks.push(Block::Right("签名".to_owned()));
        let (pdf, _) = printed(blocks);
        let page =
            reader::pages(&pdf).into_iter().find(|page| page.contains("签名") && page.contains("E-00777"));
        assert!(page.is_some(), "{rows}");
    }
}

#[test]
fn a_head_that_does_not_fit_on_a_line_is_broken_between_words() {
    let columns = vec![Column::new("Stored in the phone", 10), Column::new("Text", 90)];
    let (pdf, _) = printed(vec![
        part("list", "List", Form::Annex),
        Block::Table(Table { columns, row_heads: false }),
        Block::Row(vec![Cell::text("a"), Cell::text("b")]),
        Block::EndTable,
    ]);
    let lines: Vec<String> = reader::pages(&pdf)[0].lines().map(|line| line.trim().to_owned()).collect();
    assert!(lines.iter().take(3).eq(["Stored", "in the", "phone"].iter()), "{lines:?}");
}

#[test]
fn odd_tables_are_printed() {
    let wide = Table { columns: (0..120).map(|_| Column::new("列", 1)).collect(), row_heads: true };
    let (pdf, _) = printed(vec![
        Block::Row(vec![Cell::text("无表之行")]),
        Block::Table(wide),
        Block::Row((0..130).map(|_| Cell::text("格")).collect()),
        Block::Row(vec![Cell::text("全行").over(255)]),
        Block::Row(Vec::new()),
        Block::Table(Table::default()),
        Block::Row(vec![Cell::text("无列之行")]),
        Block::EndTable,
        Block::PageBreak,
        Block::PageBreak,
    ]);
    let text = all_text(&pdf);
    assert_eq!(text.matches('格').count(), 130);
    assert!(text.contains("无表之行") && text.contains("全行") && text.contains("无列之行"), "{text}");
}

#[test]
fn what_is_higher_than_a_page_goes_on_on_the_next() {
    let long = long_text(6000);
    let line = || vec![Span::text(long.clone())];
    let code = |text: &str| Block::Qr { text: text.to_owned(), caption: line() };
    for block in [
        Block::Title(long.clone()),
        Block::Heading { level: 1, text: long.clone() },
        Block::Right(long.clone()),
        Block::Note(line()),
        Block::OfficeBox(vec![long.clone()]),
        Block::Grid(Grid { caption: long.clone(), ..Grid::default() }),
        Block::Table(Table { columns: vec![Column::new(long.clone(), 1)], row_heads: true }),
        code("x"),
        code(&"x".repeat(2000)),
        code(&"x".repeat(4000)),
    ] {
        let (pdf, printed) = printed(vec![block.clone(), Block::Note(vec![Span::text("尾")])]);
        assert!(printed.pages > 1, "{block:?}");
        let text = all_text(&pdf);
        assert_eq!(text.matches("13900001234").count(), long.matches("13900001234").count(), "{text}");
        assert!(text.contains('尾'));
        on_paper(&pdf);
    }
}

/// No text begins outside of the margins that a printer leaves.
fn on_paper(pdf: &[u8]) {
    let places = reader::places(pdf);
    assert!(!places.is_empty());
    for (x, y) in places {
        assert!((60.0..560.0).contains(&x) && (40.0..825.0).contains(&y), "{x} {y}");
    }
}

#[test]
fn all_text_stands_on_the_paper() {
    on_paper(&printed(everything()).0);
}

#[test]
fn charts_of_any_size_are_printed_with_their_counts() {
    let grid = |columns: usize| {
        Block::Grid(Grid {
            caption: "图".to_owned(),
            columns: (0..columns).map(|column| column.to_string()).collect(),
            rows: (0..24).map(|hour| (format!("{hour:02}"), vec![77; columns])).collect(),
        })
    };
    let (pdf, _) = printed(vec![grid(1), grid(31), grid(366), grid(0)]);
    let text = reader::pages(&pdf).concat();
    assert_eq!(text.lines().filter(|line| *line == "77").count(), 24 * 32);
}

#[test]
fn a_text_too_long_for_a_code_is_printed_as_text() {
    let text = "x".repeat(4000);
    let (pdf, _) = printed(vec![Block::Qr { text: text.clone(), caption: vec![Span::text("说明")] }]);
    assert!(all_text(&pdf).contains(&text));
}

#[test]
fn no_papers_are_one_empty_page() {
    let (pdf, printed) = printed(Vec::new());
    assert_eq!(printed.pages, 1);
    assert_eq!(reader::pages(&pdf).len(), 1);
}

#[test]
fn parts_and_first_headings_are_bookmarks() {
    let (pdf, _) = printed(everything());
    let bookmarks = reader::dictionaries(&pdf)
        .iter()
        .filter(|dict| dict.contains("/Parent") && dict.contains("/Dest"))
        .count();
    assert_eq!(bookmarks, 4 + 5);
}

#[test]
fn page_numbers_that_move_pages_settle() {
    // The number of the page decides whether the last line fits, again and again.
    let mut blocks = vec![part("text", "文", Form::Narrative)];
    for paragraph in 0..300 {
        blocks.push(Block::Anchor(format!("p{paragraph}")));
        let pages = (0..9)
            .flat_map(|next| [Span::Page(format!("p{}", (paragraph + next * 37) % 300)), Span::text("、")]);
        blocks.push(Block::Paragraph(pages.collect()));
    }
    let (pdf, printed) = printed(blocks);
    let pages = reader::pages(&pdf);
    let text = squeezed(&pages.concat());
    let expected: String =
        (0..9).map(|next| format!("{}、", printed.anchors[&format!("p{}", (next * 37) % 300)])).collect();
    assert!(text.contains(&expected), "{expected}");
}

#[test]
fn a_font_that_is_none_is_refused_with_a_code() {
    for bytes in [Vec::new(), b"OTTO".to_vec(), vec![0; 4096], b"ttcf\0\x01\0\0\0\0\0\x05".to_vec()] {
        let error = FontFile::read_best(bytes).err().unwrap();
        assert_eq!(error.code(), "font_unreadable");
    }
}

#[test]
fn papers_that_cannot_be_read_end_the_printing() {
    struct Broken;
    impl Papers for Broken {
        fn write(&self, _: &mut dyn Press) -> io::Result<()> {
            Err(io::Error::other("gone"))
        }
    }
    let error = write(&document(), &Broken, &fonts(), &mut Vec::new()).unwrap_err();
    assert!(matches!(error, Error::Io(_)));
    assert_eq!(error.code(), "io");
}

#[test]
fn one_font_is_enough() {
    let only = Fonts::only(fonts().body);
    let mut pdf = Vec::new();
    write(&document(), &common::Fixed(everything()), &only, &mut pdf).unwrap();
    assert!(all_text(&pdf).contains("一、基本事实"));
    let fonts = reader::dictionaries(&pdf).iter().filter(|dict| dict.contains("/FontFile")).count();
    assert_eq!(fonts, 1);
}
