//! The command line as its users meet it: exit statuses, what is written, what is said.

mod common;

use std::fs;

use common::{PLAN, Scratch, code, json, sohoa, stderr, stdout};

#[test]
fn all_well_is_0() {
    let s = Scratch::new();
    s.file("in/b.txt", PLAN);
    s.file("in/a/c.txt", PLAN);
    let output = s.ingest(&[]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(s.paths(), ["a/c.txt", "b.txt"]);
    assert_eq!(s.report()["counts"]["records"], 2);
    let said = stdout(&output);
    assert!(
        said.contains("b.txt") && said.contains("sohoa show"),
        "{said}"
    );
}

#[test]
fn a_bad_input_is_1_and_the_rest_goes_on() {
    let s = Scratch::new();
    s.file("in/a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    s.file("in/b.txt", PLAN);
    let output = s.ingest(&[]);
    assert_eq!(code(&output), 1);
    assert_eq!(s.paths(), ["b.txt"]);
    assert!(stderr(&output).contains("a.pdf"), "{}", stderr(&output));
}

#[test]
fn what_cannot_run_is_2() {
    let s = Scratch::new();
    let file = s.file("in/a.txt", PLAN);
    let missing = s.path("missing");
    let run = |args: &[&std::ffi::OsStr]| code(&sohoa().args(args).output().unwrap());
    let (ingest, out) = ("ingest".as_ref(), "--out".as_ref());
    assert_eq!(run(&[]), 2);
    assert_eq!(run(&["sing".as_ref()]), 2);
    assert_eq!(run(&[ingest, file.as_ref()]), 2, "no --out");
    assert_eq!(run(&[ingest, out, missing.as_ref()]), 2, "no PATH");
    assert_eq!(
        run(&[ingest, missing.as_ref(), out, s.path("o").as_ref()]),
        2
    );
    assert_eq!(
        run(&[ingest, file.as_ref(), out, file.as_ref()]),
        2,
        "DIR is a file"
    );
    assert_eq!(code(&s.ingest(&["--jobs", "0"])), 2);
    assert_eq!(code(&s.ingest(&["--jobs", "two"])), 2);
    assert_eq!(code(&s.ingest(&["--lang", "fr"])), 2);
}

#[test]
fn an_output_that_cannot_be_written_is_2_and_leaves_the_old_one() {
    let s = Scratch::new();
    s.file("in/a.txt", PLAN);
    fs::create_dir_all(s.path("out/records.jsonl")).unwrap();
    let output = s.ingest(&["--lang", "vi"]);
    assert_eq!(code(&output), 2);
    assert!(
        stderr(&output).contains("không ghi được"),
        "{}",
        stderr(&output)
    );
    let left: Vec<_> = fs::read_dir(s.path("out")).unwrap().collect();
    assert_eq!(left.len(), 1, "no temporary file stays");
}

#[test]
fn one_missing_path_among_others_is_1() {
    let s = Scratch::new();
    let file = s.file("a.txt", PLAN);
    let mut command = sohoa();
    command.arg("ingest").arg(&file).arg(s.path("gone.txt"));
    let output = command.arg("--out").arg(s.path("out")).output().unwrap();
    assert_eq!(code(&output), 1);
    assert_eq!(s.paths(), ["a.txt"], "a file has its own name as path");
    let gone = sohoa_source::display_path(&s.path("gone.txt"));
    assert_eq!(s.error(&gone)["code"], "not_found");
}

#[test]
fn every_text_gives_a_record() {
    let s = Scratch::new();
    s.file("in/blank.txt", "\n \t\r\n\u{c}\n");
    s.file("in/bom.txt", format!("\u{feff}{PLAN}"));
    s.file("in/chinese.txt", "关于印发工作计划的通知\n");
    s.file("in/empty.txt", "");
    s.file("in/english.txt", "The quick brown fox.\n");
    s.file("in/mojibake.txt", "Céng hßa x· héi chñ nghÜa ViÖt Nam\n");
    s.file("in/no-newline", "Số: 5/KH-UBND");
    let output = s.ingest(&[]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(s.records().len(), 7);
    let empty = &s.records()[3];
    assert_eq!(empty["source"]["bytes"], 0);
    let digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(empty["record_id"], format!("sha256:{digest}"));
}

#[test]
fn utf16_and_a_few_bad_bytes_are_read() {
    let s = Scratch::new();
    let mut wide = vec![0xff, 0xfe];
    wide.extend(PLAN.encode_utf16().flat_map(u16::to_le_bytes));
    s.file("in/wide-without-mark.txt", &wide[2..]);
    s.file("in/wide.txt", wide);
    let mut hurt = PLAN.as_bytes().to_vec();
    hurt[60] = 0xff;
    s.file("in/hurt.txt", hurt);
    assert_eq!(code(&s.ingest(&[])), 0);
    let encodings: Vec<_> = s
        .records()
        .iter()
        .map(|r| r["source"]["encoding"].clone())
        .collect();
    assert_eq!(encodings, ["utf-8", "utf-16le", "utf-16le"]);
}

#[test]
fn text_from_before_unicode_is_read() {
    let s = Scratch::new();
    let old = sohoa_legacy::encode(PLAN, sohoa_legacy::Encoding::Vni).unwrap();
    s.file("in/bytes.txt", &old);
    let shown: String = old.iter().map(|b| char::from(*b)).collect();
    s.file("in/shown.txt", shown.as_bytes());
    s.file("in/unicode.txt", PLAN);
    assert_eq!(code(&s.ingest(&[])), 0);
    let records = s.records();
    for record in &records[..2] {
        assert_eq!(record["source"]["encoding"], "vni");
        assert!(record["source"]["edits"]["decoding"].as_u64().unwrap() > 20);
        assert_eq!(record["documents"], records[2]["documents"]);
    }
    assert_eq!(records[2]["source"]["edits"]["decoding"], 0);
}

#[test]
fn what_is_no_text_is_named_in_two_languages() {
    let s = Scratch::new();
    let cases: &[(&str, &[u8], &str, &str)] = &[
        ("a.pdf", b"%PDF-1.4\n", "damaged", ""),
        ("b.docx", b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\x11\0\0\0word/document.xml", "damaged", ""),
        ("c.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "unsupported_ole", "OLE2"),
        ("d.png", b"\x89PNG\r\n\x1a\n\0\0", "damaged", ""),
        ("e.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", "damaged", ""),
        ("f.tif", b"II*\0\x08\0\0\0", "damaged", ""),
        ("g.xz", b"\xfd7zXZ\0\0", "unsupported_xz", "xz"),
        ("i.bin", b"\0\x01\x02\x03\0\x01\x02\x03", "binary", ""),
        ("j.txt", b"M\xfcllers B\xe4ckerei in K\xf6ln hat fr\xfch ge\xf6ffnet", "legacy_encoding", "TCVN3"),
    ];
    for (name, bytes, _, _) in cases {
        s.file(&format!("in/{name}"), bytes);
    }
    assert_eq!(code(&s.ingest(&[])), 1);
    assert_eq!(s.report()["errors"].as_array().unwrap().len(), cases.len());
    for (name, _, code, word) in cases {
        let error = s.error(name);
        assert_eq!(error["code"], *code, "{name}");
        let (en, vi) = (
            error["message"].as_str().unwrap(),
            error["message_vi"].as_str().unwrap(),
        );
        assert!(en.starts_with(name) && en.contains(word), "{en}");
        assert!(
            vi.starts_with(name) && vi.contains(word) && vi != en,
            "{vi}"
        );
        assert!(!en.contains('\n') && !vi.contains('\n'));
    }
}

#[test]
fn too_large_is_said() {
    let s = Scratch::new();
    s.file("in/a.txt", PLAN);
    s.file("in/b.txt", "Số: 5\n");
    assert_eq!(code(&s.ingest(&["--max-bytes", "100"])), 1);
    assert_eq!(s.error("a.txt")["code"], "too_large");
    assert_eq!(s.paths(), ["b.txt"]);
}

#[test]
fn hidden_and_lock_files_are_counted() {
    let s = Scratch::new();
    for name in [
        ".hidden",
        ".git/config",
        "~$plan.docx",
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
        "x.tmp",
    ] {
        s.file(&format!("in/{name}"), "x");
    }
    s.file("in/a.txt", PLAN);
    assert_eq!(code(&s.ingest(&[])), 0);
    assert_eq!(s.paths(), ["a.txt"]);
    let skipped = s.report()["skipped"].clone();
    let counts = ["hidden", "lock", "system", "temporary"].map(|k| skipped[k].as_u64().unwrap());
    assert_eq!(counts, [3, 1, 2, 1]);
}

#[test]
fn twins_under_two_arguments_are_both_kept() {
    let s = Scratch::new();
    let (a, b) = (s.file("a/x.txt", "một\n"), s.file("b/x.txt", "hai\n"));
    s.file("b/b/x.txt", "ba\n");
    let mut command = sohoa();
    command
        .arg("ingest")
        .args([a.parent(), b.parent(), a.parent()].map(Option::unwrap));
    let output = command.arg("--out").arg(s.path("out")).output().unwrap();
    assert_eq!(code(&output), 0);
    assert_eq!(s.paths(), ["b#2/x.txt", "b/x.txt", "x.txt"]);
    assert_eq!(s.report()["skipped"]["duplicate"], 1);
}

#[test]
fn the_output_is_never_an_input() {
    let s = Scratch::new();
    s.file("in/a.txt", PLAN);
    let run = |out: &str| {
        let mut command = sohoa();
        command
            .arg("ingest")
            .arg(s.path("in"))
            .arg("--out")
            .arg(s.path(out));
        assert_eq!(code(&command.output().unwrap()), 0);
        fs::read(s.path(out).join("records.jsonl")).unwrap()
    };
    let first = run("in/out");
    assert_eq!(run("in/out"), first);
    fs::remove_dir_all(s.path("in/out")).unwrap();
    assert_eq!(run("in"), first);
    assert_eq!(run("in"), first);
}

#[test]
fn the_number_of_jobs_changes_no_byte() {
    let s = Scratch::new();
    for i in 0..600 {
        s.file(
            &format!("in/{}/{i}.txt", i % 7),
            PLAN.replace("12", &i.to_string()),
        );
    }
    assert_eq!(code(&s.ingest(&["--jobs", "1"])), 0);
    let one = fs::read(s.path("out/records.jsonl")).unwrap();
    assert_eq!(code(&s.ingest(&["--jobs", "2"])), 0);
    assert!(one == fs::read(s.path("out/records.jsonl")).unwrap());
    let paths = s.paths();
    assert!(paths.is_sorted() && paths.len() == 600);
}

#[test]
fn show_in_a_pipe_is_plain() {
    let s = Scratch::new();
    let file = s.file("in/a.txt", format!("{PLAN}\x1b[31m\n"));
    let output = sohoa()
        .arg("show")
        .arg(&file)
        .args(["--lang", "vi"])
        .output()
        .unwrap();
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let said = stdout(&output);
    assert!(!said.contains('\x1b'), "{said}");
    assert!(said.contains("CẦN KIỂM TRA"), "{said}");
}

#[test]
fn show_finds_a_record_by_path_and_by_id() {
    let s = Scratch::new();
    s.file("in/a.txt", PLAN);
    s.file("in/b.txt", "Số: 5/KH-UBND\n");
    s.ingest(&[]);
    let records = s.path("out/records.jsonl");
    let show = |id: &str| {
        sohoa()
            .arg("show")
            .arg(&records)
            .args(["--id", id])
            .output()
            .unwrap()
    };
    assert!(stdout(&show("b.txt")).starts_with("b.txt"));
    let id = s.records()[0]["record_id"].as_str().unwrap().to_owned();
    assert!(stdout(&show(&id)).starts_with("a.txt"));
    assert!(stdout(&show(&id[7..19])).starts_with("a.txt"));
    assert_eq!(code(&show("zzz")), 2);
    let list = sohoa().arg("show").arg(&records).output().unwrap();
    assert!(stdout(&list).contains("a.txt") && stdout(&list).contains("b.txt"));
    let broken = s.file("broken.jsonl", "{}\n");
    assert_eq!(code(&sohoa().arg("show").arg(broken).output().unwrap()), 2);
}

#[test]
fn a_file_that_is_none_is_told_in_the_language_of_the_locale() {
    let s = Scratch::new();
    let show = |locale: &str| {
        let mut command = sohoa();
        command
            .env("LANG", locale)
            .arg("show")
            .arg(s.path("none.txt"));
        let output = command.output().unwrap();
        assert_eq!(code(&output), 1);
        stderr(&output)
    };
    assert!(show("vi_VN.UTF-8").contains("không tìm thấy"));
    assert!(show("C.UTF-8").contains("no such file"));
}

#[test]
fn text_source_is_the_file() {
    let s = Scratch::new();
    let bytes = format!("\u{feff}{PLAN}\r\n\u{c}Kế hoạch\t");
    let file = s.file("a.txt", &bytes);
    let output = sohoa()
        .arg("text")
        .arg("--source")
        .arg(&file)
        .output()
        .unwrap();
    assert_eq!(code(&output), 0);
    assert_eq!(output.stdout, bytes.as_bytes());
    let output = sohoa().arg("text").arg(&file).output().unwrap();
    assert_eq!(code(&output), 0);
}

#[test]
fn the_schema_is_json() {
    let output = sohoa().arg("schema").output().unwrap();
    assert_eq!(code(&output), 0);
    let schema: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    assert_eq!(schema["title"], "Record");
}

#[test]
fn an_empty_folder_is_no_failure() {
    let s = Scratch::new();
    fs::create_dir(s.path("in")).unwrap();
    assert_eq!(code(&s.ingest(&[])), 0);
    assert_eq!(s.records().len(), 0);
    assert_eq!(json(&s.path("out/report.json"))["counts"]["inputs"], 0);
}

#[test]
fn options_that_are_not_the_default_stand_in_the_record() {
    let s = Scratch::new();
    s.file("in/a.txt", PLAN);
    let options = |more: &[&str]| {
        assert_eq!(code(&s.ingest(more)), 0);
        s.records()[0]["producer"]["options"].clone()
    };
    assert_eq!(options(&["--repair", "on"]), serde_json::json!({}));
    assert_eq!(
        options(&["--repair", "off", "--restore-diacritics", "never"]),
        serde_json::json!({"repair": "off", "restore_diacritics": "never"})
    );
    assert_eq!(code(&s.ingest(&["--repair", "perhaps"])), 2);
}

#[test]
fn text_shows_its_repairs() {
    let s = Scratch::new();
    let file = s.file("a.txt", PLAN.replace("12 /KH", "l2 /KH"));
    let text = |more: &[&str]| {
        let output = sohoa().arg("text").arg(&file).args(more).output().unwrap();
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        stdout(&output)
    };
    assert!(text(&[]).contains("Số: 12/KH-UBND\n"));
    let plain = text(&["--diff"]);
    assert!(
        plain.starts_with("     3  Số: [-l2 /KH-UBND-]{+12/KH-UBND+}(number .70)\n"),
        "{plain}"
    );
    assert_eq!(plain.lines().count(), 2, "{plain}");
    assert!(text(&["--diff", "--color", "always"]).contains("\u{1b}["));
}
