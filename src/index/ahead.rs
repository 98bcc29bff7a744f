//! Tasks done by two threads ahead of one that takes the results in order, with a bound on what is under way.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// So many threads work.
const WORKERS: usize = 2;
/// Fewer tasks than this are done one after the other.
const LEAST: usize = 4;

/// Does `work` on every task and hands the results to `take`, in the order of the tasks.
///
/// `size` tells what a task and its result take: those under way take no more than `most` together, but for one that takes
/// more alone. A task whose work panics has no result.
///
/// # Errors
/// What `take` returns; the tasks behind it are then left.
pub(super) fn in_order<T: Send, R: Send, E>(
    tasks: Vec<T>,
    most: u64,
    size: impl Fn(&T) -> u64 + Sync,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    if tasks.len() < LEAST {
        return tasks.into_iter().map(work).try_for_each(take);
    }
    let line = Line { state: Mutex::new(State::new(tasks)), changed: Condvar::new(), most };
    std::thread::scope(|scope| {
        // Also where `take` fails or panics, the workers are told to stop.
        let _end = End(&line);
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while let Some((number, bytes, task)) = line.start(&size) {
                    let result = catch_unwind(AssertUnwindSafe(|| work(task))).ok();
                    line.finish(number, bytes, result);
                }
            });
        }
        while let Some(result) = line.next() {
            result.map_or(Ok(()), &mut take)?;
        }
        Ok(())
    })
}

/// The tasks on their way from the workers to the one who takes.
struct Line<T, R> {
    state: Mutex<State<T, R>>,
    changed: Condvar,
    most: u64,
}

struct State<T, R> {
    waiting: std::iter::Peekable<std::iter::Enumerate<std::vec::IntoIter<T>>>,
    /// How much those take that are begun and not yet done with.
    under_way: u64,
    /// How much of it the last one takes that was handed out.
    taken: u64,
    /// The results by number, `None` for one whose work panicked; with what each takes.
    done: BTreeMap<usize, (u64, Option<R>)>,
    /// The number of the next to be taken, and of how many.
    next: usize,
    all: usize,
}

impl<T, R> State<T, R> {
    fn new(tasks: Vec<T>) -> State<T, R> {
        let all = tasks.len();
        State { waiting: tasks.into_iter().enumerate().peekable(), under_way: 0, taken: 0, done: BTreeMap::new(), next: 0, all }
    }
}

impl<T, R> Line<T, R> {
    fn state(&self) -> MutexGuard<'_, State<T, R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next task, as soon as there is room for it.
    fn start(&self, size: impl Fn(&T) -> u64) -> Option<(usize, u64, T)> {
        let mut state = self.state();
        loop {
            let bytes = size(&state.waiting.peek()?.1);
            if state.under_way == 0 || state.under_way.saturating_add(bytes) <= self.most {
                state.under_way = state.under_way.saturating_add(bytes);
                return state.waiting.next().map(|(number, task)| (number, bytes, task));
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn finish(&self, number: usize, bytes: u64, result: Option<R>) {
        self.state().done.insert(number, (bytes, result));
        self.changed.notify_all();
    }

    /// The next result in order, as soon as it is there; `None` behind the last. The one before is done with.
    fn next(&self) -> Option<Option<R>> {
        let mut state = self.state();
        state.under_way = state.under_way.saturating_sub(std::mem::take(&mut state.taken));
        self.changed.notify_all();
        while state.next < state.all {
            let number = state.next;
            if let Some((bytes, result)) = state.done.remove(&number) {
                state.next += 1;
                state.taken = bytes;
                return Some(result);
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        None
    }
}

/// Leaves the tasks that nobody has begun.
struct End<'a, T, R>(&'a Line<T, R>);

impl<T, R> Drop for End<'_, T, R> {
    fn drop(&mut self) {
        self.0.state().waiting = Vec::new().into_iter().enumerate().peekable();
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    #[test]
    fn results_come_in_the_order_of_the_tasks_and_few_are_under_way() {
        #[rustfmt::skip]
        let table: [(&[u64], u64); 5] = [
            (&[],                           10),
            (&[1, 2],                       10),
            (&[3, 3, 3, 3, 3, 3, 3, 3],      6),
            (&[1, 50, 1, 1, 50, 50, 1, 1],  10), // one that is larger comes alone
            (&[1, 1, 1, 1, 1, 1, 1, 1],      0),
        ];
        for (sizes, most) in table {
            let (under_way, worst) = (AtomicU64::new(0), AtomicU64::new(0));
            let mut taken = Vec::new();
            let work = |(number, size): (usize, u64)| {
                worst.fetch_max(under_way.fetch_add(size, Ordering::SeqCst) + size, Ordering::SeqCst);
                (number, size)
            };
            let tasks: Vec<(usize, u64)> = sizes.iter().copied().enumerate().collect();
            let done: Result<(), ()> = in_order(
                tasks,
                most,
                |task| task.1,
                work,
                |(number, size)| {
                    under_way.fetch_sub(size, Ordering::SeqCst);
                    taken.push(number);
                    Ok(())
                },
            );
            let alone = sizes.iter().copied().max().unwrap_or(0);
            assert_eq!((done, taken), (Ok(()), (0..sizes.len()).collect::<Vec<_>>()), "{sizes:?}");
            assert!(sizes.len() < LEAST || worst.into_inner() <= most.max(alone), "{sizes:?}");
        }
    }

    #[test]
    fn a_fault_ends_the_work_and_a_panic_only_its_task() {
        let mut taken = Vec::new();
        let work = |task: u32| if task == 2 { std::panic::resume_unwind(Box::new(())) } else { task };
        let end = in_order(
            (0..100).collect(),
            3,
            |_| 1,
            work,
            |task| {
                taken.push(task);
                if task == 7 { Err(task) } else { Ok(()) }
            },
        );
        assert_eq!((end, taken), (Err(7), vec![0, 1, 3, 4, 5, 6, 7]));
    }
}
