//! Many documents at once say what each says alone, in their order; and nothing that one of them does stops the rest.

mod trust;

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};

use trust::*;
use ywtb::{Document, Error, Limits, VerifyOptions, verify, verify_many};
use ywtb_testkit::CrlBuilder;

/// Everybody known, nobody withdrawn.
fn options() -> VerifyOptions {
    let pki = pki();
    VerifyOptions {
        trust: trusting(BOTH, &[&pki.root.certificate.der], &[&pki.ca.certificate.der]),
        crls: vec![CrlBuilder::new(&pki.root).build(), CrlBuilder::new(&pki.ca).build()],
        ..trust::options()
    }
}

fn files() -> Vec<Vec<u8>> {
    let good = genuine();
    let mut altered = good.clone();
    altered[good.len() / 2] ^= 1;
    let letter = b"a letter".to_vec();
    let five = [good.clone(), letter, altered, good[..good.len() / 3].to_vec(), good];
    five.iter().cycle().take(200).cloned().collect()
}

fn threads(number: usize) -> Option<NonZeroUsize> {
    NonZeroUsize::new(number)
}

fn words(answer: Result<ywtb::report::Report, Error>) -> String {
    answer.map_or_else(|error| error.code().to_owned(), |report| report.to_json().unwrap())
}

#[test]
fn many_say_what_each_says_alone() {
    let files = files();
    let options = options();
    let five: Vec<String> = files[..5].iter().map(|file| words(verify(file, &options))).collect();
    let alone: Vec<String> = five.iter().cycle().take(files.len()).cloned().collect();
    for number in [1, 2, 7] {
        let mut found = Vec::new();
        let read = |data: &Vec<u8>| Ok::<_, Error>(Document { data: data.clone(), subject: None });
        verify_many(&files, &options, threads(number), read, |index, answer| {
            assert_eq!(index, found.len());
            found.push(words(answer));
            ControlFlow::Continue(())
        })
        .unwrap();
        assert!(found == alone, "{number} threads");
    }
}

#[test]
fn a_document_pays_for_what_another_asked_before() {
    let good = genuine();
    for path_signatures in 0..8 {
        let options = VerifyOptions { limits: limits(path_signatures), ..options() };
        let alone = words(verify(&good, &options));
        let read = |()| Ok::<_, Error>(Document { data: &good, subject: None });
        verify_many([(); 3], &options, threads(1), read, |_, answer| {
            assert_eq!(words(answer), alone, "{path_signatures}");
            ControlFlow::Continue(())
        })
        .unwrap();
    }
}

fn limits(path_signatures: usize) -> Limits {
    let mut limits = Limits::default();
    limits.path_signatures = path_signatures;
    limits
}

#[derive(Debug)]
enum Fault {
    Away,
    Ours(Error),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Ours(error)
    }
}

#[test]
fn what_cannot_be_read_and_what_panics_is_an_answer() {
    let good = genuine();
    let read = |number: usize| match number % 4 {
        1 => Err(Fault::Away),
        2 => panic!("a fault of the reader"),
        _ => Ok(Document { data: &good, subject: Some(format!("no. {number}")) }),
    };
    let mut found = Vec::new();
    verify_many(0..400, &options(), threads(3), read, |number, answer| {
        found.push(match answer {
            Err(Fault::Away) => 1,
            Err(Fault::Ours(error)) => {
                assert_eq!(error.code(), "internal");
                2
            }
            Ok(report) => {
                assert_eq!(report.subject.id.unwrap(), format!("no. {number}"));
                number % 4
            }
        });
        ControlFlow::Continue(())
    })
    .unwrap();
    assert!(found.iter().enumerate().all(|(number, kind)| number % 4 == *kind) && found.len() == 400);
}

#[test]
fn nothing_runs_far_ahead_or_after_the_end() {
    let good = genuine();
    let (taken, mut given) = (AtomicUsize::new(0), 0usize);
    let read = |_| {
        taken.fetch_add(1, Ordering::SeqCst);
        Ok::<_, Error>(Document { data: &good, subject: None })
    };
    // Without end: only breaking off ends it.
    verify_many(0.., &options(), threads(2), read, |_, _| {
        given += 1;
        assert!(taken.load(Ordering::SeqCst) <= given + 256 + 2);
        if given == 300 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })
    .unwrap();
    assert!(given == 300 && taken.load(Ordering::SeqCst) <= 300 + 256 + 2);
}

#[test]
fn lists_that_cannot_be_read_concern_all() {
    let options = VerifyOptions { crls: vec![b"no list".to_vec()], ..options() };
    let read = |()| Ok::<_, Error>(Document { data: b"PK", subject: None });
    let error = verify_many([()], &options, None, read, |_, _| panic!("no answer")).unwrap_err();
    assert_eq!(error.code(), "input.crl");
}
