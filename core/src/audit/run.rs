//! Work on all cores in bounded memory, results in the order of the input.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, sync_channel};

use crate::Error;

/// Batches that wait for each thread at most.
const WAITING: usize = 2;

/// Does `work` on what `next` gives, on `threads` threads, and hands the results to `take` in their order. Ends early when
/// `take` says so.
///
/// # Errors
/// Those of `take`; those of `next`, after everything before them was taken; `internal` when a worker ended.
pub(super) fn in_order<B: Send, D: Send>(
    threads: usize,
    mut next: impl FnMut() -> Result<Option<B>, Error>,
    work: impl Fn(B) -> D + Sync,
    mut take: impl FnMut(D) -> Result<bool, Error>,
) -> Result<(), Error> {
    if threads <= 1 {
        while let Some(batch) = next()? {
            if !take(work(batch))? {
                break;
            }
        }
        return Ok(());
    }
    let most = threads.saturating_mul(WAITING);
    let (batches, waiting) = sync_channel::<(u64, B)>(most);
    let (done, results) = sync_channel::<(u64, D)>(most);
    let waiting = Mutex::new(waiting);
    std::thread::scope(|scope| {
        // Both end with this closure, and with them the workers, however it ends.
        let (batches, results) = (batches, results);
        for _ in 0..threads {
            let (done, waiting, work) = (done.clone(), &waiting, &work);
            scope.spawn(move || {
                while let Some((number, batch)) = receive(waiting) {
                    if done.send((number, work(batch))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(done);
        let (mut sent, mut taken, mut under_way) = (0_u64, 0_u64, 0_usize);
        let mut early: BTreeMap<u64, D> = BTreeMap::new();
        let mut end: Option<Result<(), Error>> = None;
        loop {
            while end.is_none() && under_way < most {
                match next() {
                    Ok(Some(batch)) => {
                        if batches.send((sent, batch)).is_err() {
                            end = Some(Err(Error::internal("a worker ended before its work")));
                        }
                        sent = sent.saturating_add(1);
                        under_way = under_way.saturating_add(1);
                    }
                    Ok(None) => end = Some(Ok(())),
                    Err(error) => end = Some(Err(error)),
                }
            }
            if under_way == 0 {
                return end.unwrap_or(Ok(()));
            }
            let Ok((number, result)) = results.recv() else {
                return Err(Error::internal("a worker ended before its work"));
            };
            under_way = under_way.saturating_sub(1);
            early.insert(number, result);
            while let Some(result) = early.remove(&taken) {
                taken = taken.saturating_add(1);
                if !take(result)? {
                    return Ok(());
                }
            }
        }
    })
}

fn receive<T>(waiting: &Mutex<Receiver<T>>) -> Option<T> {
    waiting.lock().ok()?.recv().ok()
}
