//! The recipes of the README do what they say: every block of commands is run, every question is asked.

mod common;

use std::fs;

use common::corpus::root;

/// The section of a page under this heading.
fn section(page: &str, heading: &str) -> String {
    let text = fs::read_to_string(root(page))
        .unwrap()
        .replace("\r\n", "\n");
    let start = text
        .find(heading)
        .unwrap_or_else(|| panic!("{page} has no {heading}"));
    let rest = &text[start + heading.len()..];
    rest[..rest.find("\n## ").unwrap_or(rest.len())].to_owned()
}

/// The blocks of a language in a section.
fn blocks(section: &str, language: &str) -> Vec<String> {
    let open = format!("```{language}\n");
    let blocks = section.split(&open).skip(1);
    blocks
        .map(|b| b.split("```").next().unwrap().to_owned())
        .collect()
}

#[cfg(unix)]
mod unix {
    use std::path::Path;
    use std::process::Command;

    use rusqlite::Connection;

    use super::common::Scratch;
    use super::common::corpus::files;
    use super::*;

    /// A folder with the corpus in it, as a clean clone has.
    fn clone() -> Scratch {
        let s = Scratch::new();
        for path in files(&root("corpus/texts"), "txt") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            s.file(&format!("corpus/texts/{name}"), fs::read(&path).unwrap());
        }
        s
    }

    fn run(s: &Scratch, commands: &str) {
        let program = Path::new(env!("CARGO_BIN_EXE_sohoa")).parent().unwrap();
        let path = std::env::var("PATH").unwrap_or_default();
        let output = Command::new("sh")
            .args(["-eu", "-c", commands])
            .current_dir(s.path(""))
            .env("PATH", format!("{}:{path}", program.display()))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{commands}\n{said}");
    }

    fn follow(page: &str, heading: &str) {
        let recipes = section(page, heading);
        let s = clone();
        let commands = blocks(&recipes, "sh");
        assert_eq!(commands.len(), 3, "{page}");
        for block in &commands {
            run(&s, block);
        }
        for made in [
            "week/records.xlsx",
            "week/tasks.ics",
            "archive/records-00004-of-00004.jsonl.zst",
            "archive/stats.html",
            "study/records.values.jsonl.zst",
            "study/CARD.md",
        ] {
            let size = fs::metadata(s.path(made))
                .unwrap_or_else(|e| panic!("{made}: {e}"))
                .len();
            assert!(size > 0, "{made}");
        }
        let db = Connection::open(s.path("archive/records.sqlite")).unwrap();
        let questions = blocks(&recipes, "sql");
        assert_eq!(questions.len(), 2, "{page}");
        for question in &questions {
            let mut asked = db.prepare(question).unwrap();
            assert!(
                asked.query([]).unwrap().next().unwrap().is_some(),
                "{question}"
            );
        }
    }

    #[test]
    fn the_english_recipes_work() {
        follow("README.md", "## Outputs and recipes");
    }

    #[test]
    fn the_vietnamese_recipes_work() {
        follow("README.vi.md", "## Kết quả xuất và cách dùng");
    }
}

#[test]
fn both_pages_have_the_same_recipes() {
    let english = section("README.md", "## Outputs and recipes");
    let vietnamese = section("README.vi.md", "## Kết quả xuất và cách dùng");
    for language in ["sh", "sql"] {
        assert_eq!(blocks(&english, language), blocks(&vietnamese, language));
    }
}
