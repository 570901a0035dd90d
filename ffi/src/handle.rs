//! Handles: what C holds by an opaque pointer, and structs of options that grow.

use std::marker::PhantomData;
use std::mem::{MaybeUninit, offset_of};
use std::ptr::NonNull;

use crate::archive::ArchiveOptions;
use crate::batch::BatchOptions;
use crate::certificate::CertificateOptions;
use crate::error::Failure;
use crate::fault;
use crate::guard::Caller;
use crate::request::Request;
use crate::verify::VerifyOptions;

/// A thing that C holds by an opaque pointer, from its `…_new` or an out to its `…_free`.
///
/// INVARIANT: `Sync`, because threads may share a `const T *`, and `Send`, because any thread may free it.
pub(crate) trait Handle: Send + Sync {}

/// A place of the caller's that an entry fills. It is written and never read: the caller need not have set it.
pub(crate) struct Place<'call, T> {
    at: NonNull<T>,
    call: PhantomData<&'call Caller>,
}

impl<T: Copy> Place<'_, T> {
    /// Fills the place.
    pub(crate) fn write(&mut self, value: T) {
        // SAFETY: by the caller's promise, room for one `T` that nobody else uses meanwhile.
        unsafe { self.at.write(value) }
    }
}

/// A place for a handle. It holds NULL until [`Out::put`], the last step of an entry.
pub(crate) struct Out<'call, T>(Place<'call, *mut T>);

impl<T: Handle> Out<'_, T> {
    /// Hands a value over to the caller, who frees it.
    pub(crate) fn put(mut self, value: T) {
        self.0.write(Caller::hand_over(value));
    }
}

/// A struct of options that grows: later versions of the ABI append members, and zero is every member's default.
///
/// # Safety
/// The type is `repr(C)` without padding, its first member is its size as `usize`, and any bytes make a valid value.
pub(crate) unsafe trait Growing: Copy {
    /// Its size in ABI 1.0.
    const FIRST_SIZE: usize;
}

// SAFETY: words only, the first of them the size; null pointers are fine, and what others point to is opened elsewhere.
unsafe impl Growing for VerifyOptions {
    const FIRST_SIZE: usize = offset_of!(Self, cancel) + size_of::<usize>();
}

// SAFETY: as `VerifyOptions`.
unsafe impl Growing for CertificateOptions {
    const FIRST_SIZE: usize = offset_of!(Self, inquiry_len) + size_of::<usize>();
}

// SAFETY: as `VerifyOptions`.
unsafe impl Growing for ArchiveOptions {
    const FIRST_SIZE: usize = offset_of!(Self, max_package_bytes) + size_of::<usize>();
}

// SAFETY: as `VerifyOptions`.
unsafe impl Growing for BatchOptions {
    const FIRST_SIZE: usize = offset_of!(Self, cancel) + size_of::<usize>();
}

// SAFETY: as `VerifyOptions`, with whole words of smaller numbers at the end.
unsafe impl Growing for Request {
    const FIRST_SIZE: usize = offset_of!(Self, reserved) + size_of::<i32>();
}

/// More than any version of any struct will ever have; a larger size is a member that nobody set.
const LARGEST_STRUCT: usize = 4096;

impl Caller {
    /// Makes a handle out of a value; C owns it from here.
    pub(crate) fn hand_over<T: Handle>(value: T) -> *mut T {
        Box::into_raw(Box::new(value))
    }

    /// Takes a handle back, as `…_free` does.
    #[cfg(test)]
    pub(crate) fn owned<T: Handle>(&self, handle: *mut T) -> Option<Box<T>> {
        // SAFETY: the test got the handle from `hand_over` and lets go of it here.
        (!handle.is_null()).then(|| unsafe { Box::from_raw(handle) })
    }

    /// A handle that is lent for the call, or nothing for NULL.
    pub(crate) fn lent<T: Handle>(&self, handle: *const T) -> Option<&T> {
        // SAFETY: by the caller's promise, a handle that was not freed and that no thread changes meanwhile.
        unsafe { handle.as_ref() }
    }

    /// A place that the entry fills, or nothing for NULL.
    pub(crate) fn place<T>(&self, place: *mut T) -> Option<Place<'_, T>> {
        NonNull::new(place).map(|at| Place { at, call: PhantomData })
    }

    /// A place for a handle, cleared.
    ///
    /// *Errors*: `argument.null`.
    pub(crate) fn out<T: Handle>(&self, place: *mut *mut T, name: &str) -> Result<Out<'_, T>, Failure> {
        let mut place = self.place(place).ok_or_else(|| Failure::null(name))?;
        place.write(std::ptr::null_mut());
        fault::here();
        Ok(Out(place))
    }

    /// A copy of a struct of options as far as this library knows its members; the defaults for NULL.
    ///
    /// *Errors*: `argument.struct_size` for a size that no version has; `argument.unknown_option` when a member is set
    /// that only a newer library knows, which would otherwise be lost without a word.
    pub(crate) fn options<T: Growing>(&self, from: *const T) -> Result<T, Failure> {
        // SAFETY: any bytes make a valid `T`.
        let mut options: T = unsafe { MaybeUninit::zeroed().assume_init() };
        if from.is_null() {
            return Ok(options);
        }
        // SAFETY: by the caller's promise, a struct whose first member is its size.
        let size = unsafe { from.cast::<usize>().read() };
        if !(T::FIRST_SIZE..=LARGEST_STRUCT).contains(&size) {
            return Err(Failure::struct_size());
        }
        let known = size.min(size_of::<T>());
        // SAFETY: by the caller's promise, the struct has as many bytes as it says.
        let given = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), size) };
        if given.iter().skip(known).any(|byte| *byte != 0) {
            return Err(Failure::unknown_option());
        }
        // SAFETY: both have `known` bytes, the copy is this function's own, and any bytes make a valid `T`.
        unsafe { std::ptr::copy_nonoverlapping(from.cast::<u8>(), (&raw mut options).cast::<u8>(), known) };
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[repr(C)]
    #[derive(Clone, Copy)]
    struct Two {
        size: usize,
        first: usize,
        since_1_1: usize,
    }

    // SAFETY: three words.
    unsafe impl Growing for Two {
        const FIRST_SIZE: usize = 2 * size_of::<usize>();
    }

    fn read(words: &[usize]) -> Result<Two, &'static str> {
        crate::guard::tests_caller().options(words.as_ptr().cast::<Two>()).map_err(|failure| failure.code())
    }

    #[test]
    fn older_and_newer_structs_are_read_as_far_as_both_know() {
        let word = size_of::<usize>();
        let older = read(&[2 * word, 7, 99]).unwrap();
        assert_eq!((older.first, older.since_1_1), (7, 0), "what the caller did not declare is not read");
        let same = read(&[3 * word, 7, 8]).unwrap();
        assert_eq!((same.first, same.since_1_1), (7, 8));
        assert_eq!(read(&[4 * word, 7, 8, 0]).unwrap().since_1_1, 8);
        assert_eq!(read(&[4 * word, 7, 8, 1]).err(), Some("argument.unknown_option"));
        for size in [0, 1, word, 2 * word - 1, LARGEST_STRUCT + 1, usize::MAX] {
            assert_eq!(read(&[size, 0, 0]).err(), Some("argument.struct_size"), "{size}");
        }
        let none = crate::guard::tests_caller().options(std::ptr::null::<Two>()).unwrap();
        assert_eq!(none.first, 0);
    }
}
