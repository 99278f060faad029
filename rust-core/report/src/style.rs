//! The head of the HTML page. Nothing is loaded from anywhere: no script, no font, no picture.

/// Everything up to the body.
pub(crate) const HEAD: &str = concat!(
    "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n",
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n",
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
    "<meta name=\"format-detection\" content=\"telephone=no\">\n",
    "<meta name=\"referrer\" content=\"no-referrer\">\n",
    "<title>骚扰来电来信记录</title>\n<style>\n",
    include_str!("../data/report.css"),
    "</style>\n</head>\n<body>\n"
);

/// The end of the page.
pub(crate) const FOOT: &str = "</body>\n</html>\n";
