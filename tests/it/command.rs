//! The command as a user runs it: exit codes, standard input, errors.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn lacuna(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_lacuna"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .env("COLUMNS", "100")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that fails early does not read its input.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn code(args: &[&str], input: &[u8]) -> i32 {
    lacuna(args, input).status.code().unwrap()
}

/// A policy of some length with plain gaps.
fn policy() -> String {
    let mut text = String::from(
        "# Privacy policy\n\nThis privacy policy explains how Kestrel & Vine Limited handles personal data of its customers.\n\n",
    );
    for topic in ["orders", "deliveries", "questions", "reviews", "returns", "repairs"] {
        text += &format!(
            "We collect your name, postal address and e-mail address when you write to us about {topic}, and we use them to answer you and to keep our books.\n\n"
        );
    }
    text
}

#[test]
fn findings_make_the_exit_code_one_and_never_lowers_it() {
    let text = policy();
    assert_eq!(code(&["check", "--law", "gdpr", "-"], text.as_bytes()), 1);
    assert_eq!(code(&["check", "--law", "gdpr", "--fail-on", "never", "-"], text.as_bytes()), 0);
    assert_eq!(code(&["check", "--law", "gdpr", "--format", "json", "-"], text.as_bytes()), 1);
}

#[test]
fn what_could_not_be_assessed_makes_it_two() {
    assert_eq!(code(&["check", "no/such/file.md"], b""), 2);
    assert_eq!(code(&["check", "-"], b""), 2);
    assert_eq!(code(&["check", "-"], b"\x00\x01\x02\x03binary\x00"), 2);
    assert_eq!(code(&["check", "--law", "nolaw", "-"], policy().as_bytes()), 2);
    assert_eq!(code(&["check", "--fact", "dpo_designated", "-"], policy().as_bytes()), 2);
    assert_eq!(code(&["check", "--fact", "no_such_fact=yes", "-"], policy().as_bytes()), 2);
    assert_eq!(code(&["check", "--law", "gdpr", "--as-of", "2010-01-01", "--fail-on", "never", "-"], policy().as_bytes()), 2);
    assert_eq!(code(&["check", "--format", "nonsense", "-"], policy().as_bytes()), 2);
}

#[test]
fn a_stated_fact_makes_a_requirement_apply() {
    let verdict = |fact: &str| {
        let out = lacuna(&["check", "--law", "gdpr", "--format", "json", "--fact", fact, "-"], policy().as_bytes());
        let report: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
        let requirements = report["policies"][0]["requirements"].as_array().unwrap().clone();
        requirements.into_iter().find(|r| r["id"] == "gdpr.dpo-contact").unwrap()["verdict"].as_str().unwrap().to_owned()
    };
    assert_eq!(verdict("dpo_designated=yes"), "missing");
    assert_eq!(verdict("dpo_designated=no"), "not-applicable");
}

#[test]
fn json_quotes_are_the_bytes_they_point_at() {
    let text = policy();
    let out = lacuna(&["check", "--format", "json", "--stdin-filename", "policy.md", "-"], text.as_bytes());
    let report: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(report["schema"], "lacuna/1");
    assert_eq!(report["policies"][0]["documents"][0]["path"], "policy.md");
    let mut seen = 0;
    for requirement in report["policies"][0]["requirements"].as_array().unwrap() {
        for element in requirement["elements"].as_array().unwrap() {
            for evidence in element["evidence"].as_array().unwrap() {
                let at = |key: &str| usize::try_from(evidence[key].as_u64().unwrap()).unwrap();
                let origin = &text[at("start")..at("end")];
                assert_eq!(origin.trim_start_matches("# "), evidence["quote"].as_str().unwrap());
                let line = text[..at("start")].matches('\n').count() + 1;
                assert_eq!(at("line"), line);
                seen += 1;
            }
        }
    }
    assert!(seen > 3, "there is evidence to look at");
}

#[test]
fn reports_go_to_files_whole_or_not_at_all() {
    let folder = std::env::temp_dir().join(format!("lacuna-test-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("report.json");
    let path = file.to_str().unwrap();
    assert_eq!(code(&["check", "-f", "json", "-o", path, "-f", "terminal", "-"], policy().as_bytes()), 1);
    let _: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing half written stays behind");
    assert_eq!(code(&["check", "-f", "json", "-o", "/no/such/folder/report.json", "-"], policy().as_bytes()), 2);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn the_terminal_report_names_law_day_and_limits() {
    let out = lacuna(&["check", "--law", "gdpr", "--as-of", "2026-11-22", "-"], policy().as_bytes());
    let text = String::from_utf8(out.stdout).unwrap();
    for words in ["gdpr.retention", "Checked on 2026-11-22", "The text was checked", "no legal advice"] {
        assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").contains(words), "{words} in {text}");
    }
    assert!(!text.contains('\u{1b}'), "a pipe gets no colour");
}
