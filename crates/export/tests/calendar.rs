//! The calendar as a calendar program reads it.

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::{Run, documents, tasks};
use icalendar::{Calendar, CalendarComponent, Component, Event};
use sohoa_tables::{Due, dues};

fn made() -> (String, Vec<Event>) {
    let run = Run::of_corpus();
    run.export(|o| o.ics = true);
    let text = fs::read_to_string(run.path("tasks.ics")).unwrap();
    let calendar: Calendar = text.parse().unwrap();
    let events = calendar.components.iter().filter_map(|c| match c {
        CalendarComponent::Event(event) => Some(event.clone()),
        _ => None,
    });
    let events = events.collect();
    (text, events)
}

/// Deadlines with a day: a last one, or a rule and a first one, if need be that of the document.
fn dated() -> usize {
    let has_day = |date: Option<&str>, due: &Due<'_>| {
        let issued = date.is_some_and(|d| d.len() == 10);
        due.end.is_some() || (due.recurrence.is_some() && (due.start.is_some() || issued))
    };
    let of = documents().map(|d| {
        let date = d.date.as_ref().map(|d| d.value.as_str());
        d.tasks
            .iter()
            .flat_map(dues)
            .filter(|due| has_day(date, due))
            .count()
    });
    of.sum()
}

#[test]
fn every_deadline_with_a_day_is_an_event() {
    let (_, events) = made();
    assert!(events.len() > 100);
    assert_eq!(events.len(), dated());
    let ids: BTreeSet<&str> = events.iter().map(|e| e.get_uid().unwrap()).collect();
    assert_eq!(ids.len(), events.len());
    for event in &events {
        assert!(!event.get_summary().unwrap().is_empty());
        assert_eq!(event.property_value("DTSTART").unwrap().len(), 8);
    }
}

#[test]
fn days_and_rules_are_those_of_the_records() {
    let (_, events) = made();
    let plain = |d: &Due<'_>| d.recurrence.is_none();
    let mut wanted: Vec<String> = tasks()
        .flat_map(dues)
        .filter(plain)
        .filter_map(|d| d.end.map(|e| e.replace('-', "")))
        .collect();
    let mut found: Vec<String> = events
        .iter()
        .filter(|e| e.property_value("RRULE").is_none())
        .map(|e| e.property_value("DTSTART").unwrap().to_owned())
        .collect();
    wanted.sort();
    found.sort();
    assert_eq!(found, wanted);
    let rules = tasks().flat_map(dues).filter_map(|d| d.recurrence).count();
    assert!(rules > 0);
    let kept = events.iter().filter_map(|e| e.property_value("RRULE"));
    let kept: Vec<&str> = kept.filter(|r| r.starts_with("FREQ=")).collect();
    assert!(!kept.is_empty() && kept.len() <= rules);
}

#[test]
fn lines_are_as_long_as_they_may_be() {
    let (text, _) = made();
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    for line in text.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains('\n'), "{line}");
    }
}
