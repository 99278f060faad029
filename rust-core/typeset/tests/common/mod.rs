//! Fonts of this machine, and papers to print.
#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::unwrap_used, reason = "what cannot be printed fails the test")]

pub mod reader;

use dunlog_typeset::pdf::{FontFile, Fonts, Printed, write};
use dunlog_typeset::{
    Align, Bars, Block, Cell, Column, Document, Form, Grid, Papers, Part, Press, Span, Style, Table,
};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Song, Hei and Kai, as far as they are there. Without any Chinese font a test fails.
pub fn fonts() -> Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(read_fonts).clone()
}

fn read_fonts() -> Fonts {
    let body = font(&["NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc"]).unwrap_or_else(|| {
        panic!(
            "no Chinese font in DUNLOG_FONT_DIR, target/tools/fonts or /usr/share/fonts: `cargo xtask test` installs one"
        )
    });
    let heading = font(&["NotoSansCJK-Regular.ttc"]);
    let sub = font(&["LXGWWenKai-Regular.ttf"]);
    Fonts { body, heading, sub, fallbacks: Vec::new() }
}

fn font(names: &[&str]) -> Option<FontFile> {
    let path = names
        .iter()
        .find_map(|name| folders().into_iter().map(|folder| folder.join(name)).find(|path| path.exists()))?;
    let bytes = std::fs::read(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    Some(FontFile::read_best(bytes).unwrap_or_else(|why| panic!("{}: {why}", path.display())))
}

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::env::var_os("DUNLOG_FONT_DIR")
        .map(PathBuf::from)
        .into_iter()
        .chain([
            root.join("target/tools/fonts"),
            PathBuf::from("/usr/share/fonts/opentype/noto"),
            PathBuf::from("/usr/share/fonts/truetype/lxgw-wenkai"),
        ])
        .collect()
}

pub fn document() -> Document {
    Document {
        title: "催收骚扰证据包".to_owned(),
        language: "zh-CN",
        program: "dunlog 0.1.0".to_owned(),
        created_ms: 1_772_344_800_000,
        foot: "案件 7K2M · 导出于 2026-03-01 14:00".to_owned(),
        signature: "本页签名/捺印：＿＿＿＿＿＿".to_owned(),
        page_number: "第{page}页 共{pages}页".to_owned(),
        page_reference: "{page}".to_owned(),
        link: String::new(),
    }
}

pub fn part(id: &str, title: &str, form: Form) -> Block {
    Block::Part(Part { id: id.to_owned(), title: title.to_owned(), form, signed: true })
}

/// Papers that put the same blocks each time.
pub struct Fixed(pub Vec<Block>);

impl Papers for Fixed {
    fn write(&self, press: &mut dyn Press) -> io::Result<()> {
        self.0.iter().try_for_each(|block| press.put(block.clone()))
    }
}

/// Prints papers that must be printable.
pub fn printed(blocks: Vec<Block>) -> (Vec<u8>, Printed) {
    let mut bytes = Vec::new();
    let printed = write(&document(), &Fixed(blocks), &fonts(), &mut bytes).unwrap();
    (bytes, printed)
}

/// A text of the length that messages of strangers can have.
pub fn long_text(characters: usize) -> String {
    let words = "您名下贷款已严重逾期，今日内不处理将上门走访，并通知您的家人、同事与单位领导，后果自负！请联系13900001234（工号0057）。";
    words.chars().cycle().take(characters).collect()
}

/// Everything that can stand in a paper.
pub fn everything() -> Vec<Block> {
    let mut blocks = narrative();
    blocks.extend(annex());
    blocks.extend(charts());
    blocks.extend(sheet());
    blocks
}

fn narrative() -> Vec<Block> {
    vec![
        part("report", "关于暴力催收的报案材料", Form::Narrative),
        Block::OfficeBox(vec![
            "收件编号：＿＿＿＿＿＿＿＿".to_owned(),
            "收件日期：＿＿＿＿年＿＿月＿＿日".to_owned(),
        ]),
        Block::Title(
            "关于某某网络小额贷款有限公司及其外包机构以骚扰、威胁、冒充公检法方式催收债务的报案材料"
                .to_owned(),
        ),
        Block::Addressee("某某市公安局某某分局：".to_owned()),
        Block::Heading { level: 1, text: "一、基本事实".to_owned() },
        Block::Paragraph(vec![
            Span::text(
                "自2026年1月3日至2026年3月1日，报案人的手机（尾号1234）共收到催收电话312次、短信87条，详见附件一第",
            ),
            Span::Page("row-150".to_owned()),
            Span::text("页、附件全部（第"),
            Span::Pages("list".to_owned()),
            Span::text(
                "页）。其中单日最多47次，最早的一次在早上6时02分，最晚的一次在夜间23时58分。对方明确说：“",
            ),
            Span::styled("今天不还钱，就把你的照片发给你的同事", Style::Underlined),
            Span::text("”（证据"),
            Span::styled("E-00150", Style::Strong),
            Span::text("）。"),
            Span::styled("以上时间均为北京时间。", Style::Small),
        ]),
        Block::Heading { level: 2, text: "（一）冒充国家机关工作人员".to_owned() },
        Block::Paragraph(vec![Span::text(long_text(260))]),
        Block::Heading { level: 3, text: "1. 2026年2月14日的通话".to_owned() },
        Block::Paragraph(vec![Span::text(
            "The caller said \"pay before 6 p.m. or we will visit your parents' home\" twice. ".repeat(3),
        )]),
        Block::Heading { level: 1, text: "二、请求".to_owned() },
        Block::Paragraph(vec![Span::text(long_text(420))]),
        Block::Note(vec![
            Span::text("注：本材料共"),
            Span::AllPages,
            Span::text("页，由手机上的程序按原始记录生成，未改动任何内容。"),
        ]),
        Block::Right("报案人：＿＿＿＿＿＿（签名）".to_owned()),
        Block::Right("2026年3月1日".to_owned()),
    ]
}

fn annex() -> Vec<Block> {
    let mut blocks = vec![
        part("list", "附件一 通信记录清单", Form::Annex),
        Block::Title("通信记录清单".to_owned()),
        Block::Paragraph(vec![Span::text("按时间排列。编号与软件中的编号一致。")]),
        Block::Heading { level: 1, text: "一、全部记录".to_owned() },
        Block::Table(list()),
    ];
    for row in 0..200_usize {
        blocks.push(Block::Anchor(format!("row-{row}")));
        blocks.push(record(row, &odd_text(row)));
    }
    blocks.push(Block::EndTable);
    blocks.push(Block::Heading { level: 1, text: "二、一条很长的短信".to_owned() });
    blocks.push(Block::Table(list()));
    blocks.push(record(200, &long_text(3000)));
    blocks.push(record(201, &long_text(60)));
    blocks.push(Block::EndTable);
    blocks.push(Block::Heading { level: 1, text: "三、没有记录的表".to_owned() });
    blocks.push(Block::Table(list()));
    blocks.push(Block::EndTable);
    blocks.push(Block::Note(vec![Span::text("没有录音。")]));
    blocks
}

pub fn list() -> Table {
    use Align::{Centre, Left, Right};
    let columns = [
        ("编号", 8, Left),
        ("时间", 11, Left),
        ("方式", 6, Centre),
        ("号码", 12, Left),
        ("次数", 5, Right),
        ("内容", 40, Left),
        ("判定", 10, Left),
    ];
    let columns = columns.map(|(head, width, align)| Column::new(head, width).aligned(align)).to_vec();
    Table { columns, row_heads: false }
}

pub fn record(row: usize, text: &str) -> Block {
    Block::Row(vec![
        Cell::text(format!("E-{row:05}")),
        Cell::text(format!("2026-03-{:02} {:02}:{:02}:07", row % 28 + 1, row % 24, row % 60)),
        Cell::text(if row.is_multiple_of(3) { "短信" } else { "电话" }),
        Cell::text(format!("1390000{:04}", row % 10_000)),
        Cell::text((row * 37 % 101).to_string()),
        Cell::text(text),
        Cell::of(vec![Span::text("威胁；"), Span::styled("联系第三人", Style::Strong)]),
    ])
}

fn odd_text(row: usize) -> String {
    match row % 9 {
        1 => "😡😡還錢！👨‍👩‍👧你全家 ❤️".to_owned(),
        2 => "親愛的客戶，您的賬單已嚴重逾期，請立即繳納。".to_owned(),
        3 => "Dear customer, your loan is overdue. Visit https://example.invalid/pay?id=00000000000000000000000000000000000000000000 now".to_owned(),
        4 => "سددوا الديون اليوم".to_owned(),
        5 => "a\u{202e}dc\u{200b}b\u{0} tab\there".to_owned(),
        6 => "第一行\n第二行\n\n第四行".to_owned(),
        7 => "e\u{301}te\u{301} 9999999999999999999999999999999999999999999999999999999999".to_owned(),
        _ => long_text(30 + row % 50),
    }
}

fn charts() -> Vec<Block> {
    let hours = |days: usize| {
        (0..24_usize)
            .map(|hour| {
                (
                    format!("{hour:02}"),
                    (0..days)
                        .map(|day| u32::try_from((hour * day * 7) % 23).unwrap().saturating_sub(12))
                        .collect(),
                )
            })
            .collect()
    };
    let grid = |days: usize| Grid {
        caption: format!("图：{days}天内每小时的来电与短信次数"),
        columns: (0..days).map(|day| format!("3-{}", day + 1)).collect(),
        rows: hours(days),
    };
    vec![
        part("charts", "附件二 统计图", Form::Annex),
        Block::Grid(grid(7)),
        Block::Grid(grid(31)),
        Block::Grid(grid(90)),
        Block::Bars(Bars { caption: "图：每日次数".to_owned(), bars: (0..60_u32).map(|day| (format!("3-{}", day + 1), day * 13 % 48)).collect() }),
        Block::Bars(Bars { caption: "图：一天".to_owned(), bars: vec![("3-1".to_owned(), 5)] }),
        Block::Grid(Grid { caption: "图：没有".to_owned(), columns: vec![], rows: vec![("00".to_owned(), vec![])] }),
        Block::Qr {
            text: "https://example.invalid/verify#3f8a0c5d7e9b1f2a4c6e8d0b3f5a7c9e1d2b4f6a8c0e3d5b7f9a1c2e4d6b8f0a".to_owned(),
            caption: vec![Span::text("用任意一台电脑核对：\n"), Span::styled("3f8a0c5d7e9b1f2a4c6e8d0b3f5a7c9e1d2b4f6a8c0e3d5b7f9a1c2e4d6b8f0a", Style::Small)],
        },
    ]
}

fn sheet() -> Vec<Block> {
    let columns = vec![Column::new("", 18), Column::new("", 32), Column::new("", 18), Column::new("", 32)];
    let mut blocks = vec![
        part("form", "附件三 投诉登记表", Form::Sheet),
        Block::Title("金融消费者投诉登记表".to_owned()),
        Block::Table(Table { columns, row_heads: true }),
        Block::Row(vec![
            Cell::text("投诉人"),
            Cell::text("张某某"),
            Cell::text("联系电话"),
            Cell::text("13900001234"),
        ]),
        Block::Row(vec![Cell::text("被投诉机构"), Cell::text("某某网络小额贷款有限公司").over(3)]),
        Block::Row(vec![Cell::text("投诉事项"), Cell::text(long_text(600)).over(3)]),
        Block::Row(vec![
            Cell::text("诉求"),
            Cell::text("1. 停止骚扰；\n2. 书面道歉；\n3. 删除通讯录信息。").over(3),
        ]),
        Block::EndTable,
    ];
    blocks.extend(
        (1..=6).map(|number| Block::Paragraph(vec![Span::text(format!("{number}. {}", long_text(110)))])),
    );
    blocks.push(Block::Right("投诉人：＿＿＿＿＿＿".to_owned()));
    blocks
}
