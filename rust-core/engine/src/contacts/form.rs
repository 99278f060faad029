//! The form for phones that cannot run the app: one page that works without a network, on a screen or printed. It gives back
//! a text, which `import` reads as self-reported events.

/// The page.
pub fn form() -> &'static str {
    include_str!("../../data/form.html")
}

#[cfg(test)]
mod tests {
    use super::form;

    #[test]
    fn the_page_asks_for_nothing_from_a_network() {
        let page = form();
        assert!(page.contains("default-src 'none'"));
        for word in ["http:", "https:", "src=", "@import", "url(", "fetch(", "XMLHttpRequest", "innerHTML"] {
            assert!(!page.contains(word), "{word}");
        }
    }
}
