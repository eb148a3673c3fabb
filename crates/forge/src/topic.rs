//! What documents are about: each topic with its works, shares, counts, products and costs.

use std::sync::LazyLock;

static TOPICS: LazyLock<Vec<Topic>> = LazyLock::new(|| read(include_str!("../tables/topics.txt")));

/// One topic.
#[derive(Debug, Default)]
pub struct Topic {
    /// Noun phrase.
    pub name: &'static str,
    /// Code of the unit that drafts.
    pub code: &'static str,
    /// Office in charge until June 2025.
    pub dept: &'static str,
    /// Office in charge since.
    pub dept25: &'static str,
    /// Whether that office before July 2025 was one of a district only.
    pub of_district: bool,
    /// Verb phrases.
    pub works: Vec<&'static str>,
    /// What a percentage is a share of.
    pub shares: Vec<&'static str>,
    /// Unit, and what is counted.
    pub counts: Vec<(&'static str, &'static str)>,
    /// Papers and things that come out.
    pub products: Vec<&'static str>,
    /// Unit, and what is paid for.
    pub costs: Vec<(&'static str, &'static str)>,
    /// Headings of parts of the work.
    pub heads: Vec<&'static str>,
}

/// All topics.
pub fn topics() -> &'static [Topic] {
    &TOPICS
}

fn read(table: &'static str) -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        if line.starts_with('@') {
            topics.push(Topic::default());
        }
        let (Some(topic), Some((key, value))) = (topics.last_mut(), line.split_once(" = ")) else {
            continue;
        };
        let pair = || value.split_once(" | ").unwrap_or((value, ""));
        match key {
            "name" => topic.name = value,
            "code" => topic.code = value,
            "dept" => topic.dept = value,
            "dept25" => topic.dept25 = value,
            "at" => topic.of_district = value == "district",
            "work" => topic.works.push(value),
            "pct" => topic.shares.push(value),
            "count" => topic.counts.push(pair()),
            "product" => topic.products.push(value),
            "cost" => topic.costs.push(pair()),
            "head" => topic.heads.push(value),
            _ => {}
        }
    }
    topics
}
