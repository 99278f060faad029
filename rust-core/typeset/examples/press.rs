//! Prints ten thousand rows and tells how long it took: `cargo run --release -p dunlog-typeset --example press [ROWS]`.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing, reason = "a measurement")]

#[path = "../tests/common/mod.rs"]
mod common;

use dunlog_typeset::pdf::write;
use dunlog_typeset::{Block, Cell, Column, Form, Papers, Press, Table};
use std::io;
use std::time::Instant;

struct Rows(u32);

impl Papers for Rows {
    fn write(&self, press: &mut dyn Press) -> io::Result<()> {
        press.put(common::part("list", "通信骚扰记录清单", Form::Annex))?;
        press.put(Block::Title("通信骚扰记录清单".to_owned()))?;
        let columns =
            [("编号", 8), ("时间", 12), ("方式", 5), ("号码", 12), ("时长", 6), ("内容", 40), ("判定", 10)]
                .map(|(head, width)| Column::new(head, width));
        press.put(Block::Table(Table { columns: columns.to_vec(), row_heads: false }))?;
        let words: Vec<char> = "您名下贷款已严重逾期今日内不处理将上门走访并通知您的家人同事单位领导后果自负请立即还款联系专员办理减免".chars().collect();
        for row in 0..self.0 {
            let start = usize::try_from(row).unwrap() * 7;
            let text: String = (start..start + 60).map(|place| words[place * 13 % words.len()]).collect();
            press.put(Block::Row(vec![
                Cell::text(format!("E-{row:05}")),
                Cell::text(format!("2026-03-{:02} {:02}:{:02}:07", row % 28 + 1, row % 24, row % 60)),
                Cell::text("短信"),
                Cell::text(format!("1390000{:04}", row % 10_000)),
                Cell::text("—"),
                Cell::text(text),
                Cell::text("威胁；联系第三人"),
            ]))?;
        }
        press.put(Block::EndTable)
    }
}

fn main() {
    let rows = std::env::args().nth(1).map_or(10_000, |rows| rows.parse().unwrap());
    let fonts = common::fonts();
    let start = Instant::now();
    let mut bytes = Vec::new();
    let printed = write(&common::document(), &Rows(rows), &fonts, &mut bytes).unwrap();
    println!(
        "{rows} rows: {} pages, {} kB, {} ms",
        printed.pages,
        bytes.len() / 1000,
        start.elapsed().as_millis()
    );
    let peak = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{}", peak.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default());
    let path = std::env::temp_dir().join("dunlog-press.pdf");
    std::fs::write(&path, bytes).unwrap();
    println!("{}", path.display());
}
