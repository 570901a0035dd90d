//! Arrow C streams: record batches that come in and go out.
//!
//! The format is the arrow crate's; the functions of streams are here, for hosts that must live on: a fault of the library
//! that is met while a stream is pulled is an error of the stream, and what comes in is checked before it is read.

use std::ffi::{CStr, CString, c_char, c_int};
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::NonNull;
use std::sync::Arc;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi_and_data_type};
use arrow_array::{Array, RecordBatch, RecordBatchOptions, RecordBatchReader, StructArray};
use arrow_schema::{ArrowError, DataType, Schema, SchemaRef};

use crate::error::{Error, Failure};
use crate::fault;
use crate::guard::Caller;

/// `struct ArrowArrayStream` of the Arrow C stream interface.
pub(crate) use arrow_array::ffi_stream::FFI_ArrowArrayStream as ArrowArrayStream;

/// What the functions of a stream return when they fail: EINVAL everywhere that Arrow runs.
const EINVAL: c_int = 22;

/// A stream that was the caller's; it is released when this is dropped.
pub(crate) struct Taken(ArrowArrayStream);

/// A stream of the caller's with its schema.
struct Incoming {
    stream: ArrowArrayStream,
    schema: SchemaRef,
}

/// A place for a stream. It is released until [`StreamOut::put`], the last step of an entry.
pub(crate) struct StreamOut<'call> {
    at: NonNull<ArrowArrayStream>,
    call: PhantomData<&'call Caller>,
}

impl Caller {
    /// Takes a stream over, as one moves it by the rules of the interface: the caller's own struct is released from here on.
    ///
    /// *Errors*: `argument.null`.
    pub(crate) fn take_stream(&self, at: *mut ArrowArrayStream, name: &str) -> Result<Taken, Failure> {
        if at.is_null() {
            return Err(Failure::null(name));
        }
        // SAFETY: by the caller's promise, a stream that nobody else uses; one that was released is fine, too.
        Ok(Taken(unsafe { ArrowArrayStream::from_raw(at) }))
    }

    /// A place for a stream, cleared.
    ///
    /// *Errors*: `argument.null`.
    pub(crate) fn stream_out(&self, at: *mut ArrowArrayStream, name: &str) -> Result<StreamOut<'_>, Failure> {
        let at = NonNull::new(at).ok_or_else(|| Failure::null(name))?;
        // SAFETY: by the caller's promise, room for one stream; what was there is the caller's, and is not released.
        unsafe { at.write(ArrowArrayStream::empty()) };
        fault::here();
        Ok(StreamOut { at, call: PhantomData })
    }
}

impl StreamOut<'_> {
    /// Hands a stream over to the caller, who releases it.
    pub(crate) fn put(self, reader: impl RecordBatchReader + Send + 'static) {
        let outgoing = Box::new(Outgoing { reader: Box::new(reader), ended_by: None });
        let stream = ArrowArrayStream {
            get_schema: Some(get_schema),
            get_next: Some(get_next),
            get_last_error: Some(get_last_error),
            release: Some(release),
            private_data: Box::into_raw(outgoing).cast(),
        };
        // SAFETY: room for one stream, as `stream_out` found it.
        unsafe { self.at.write(stream) }
    }
}

impl Taken {
    /// Reads the schema.
    ///
    /// *Errors*: `input.stream`.
    pub(crate) fn open(self) -> Result<impl RecordBatchReader + Send, Failure> {
        let Self(mut stream) = self;
        let Some(ask) = stream.get_schema.filter(|_| stream.release.is_some()) else {
            return Err(broken("the stream of requests was released already"));
        };
        let mut schema = FFI_ArrowSchema::empty();
        // SAFETY: by the caller's promise, the stream's own function; the stream is not released, and there is room.
        if unsafe { ask(&raw mut stream, &raw mut schema) } != 0 {
            return Err(broken(&last_error(&mut stream)));
        }
        let schema = checked(|| Schema::try_from(&schema)).map_err(|fault| broken(&fault.to_string()))?;
        Ok(Incoming { stream, schema: Arc::new(schema) })
    }
}

/// What the caller's stream says of its own failure.
fn last_error(stream: &mut ArrowArrayStream) -> String {
    let said = stream.get_last_error.map(|ask| {
        // SAFETY: by the caller's promise, the stream's own function, asked after another of them failed.
        unsafe { ask(stream) }
    });
    match said.and_then(|said| NonNull::new(said.cast_mut())) {
        // SAFETY: by the rules of the interface, a text that ends at its NUL and lives until the next call.
        Some(said) => unsafe { CStr::from_ptr(said.as_ptr()) }.to_string_lossy().into_owned(),
        None => "the stream of requests broke off".to_owned(),
    }
}

fn broken(message: &str) -> Failure {
    Failure::input("input.stream", message)
}

/// Reads what came in: the arrow crate panics over some of what breaks the format.
fn checked<T>(read: impl FnOnce() -> Result<T, ArrowError>) -> Result<T, ArrowError> {
    let broken = "the stream of requests breaks the format of Arrow";
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(ArrowError::CDataInterface(broken.to_owned())))
}

impl Iterator for Incoming {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.stream.get_next?;
        let mut array = FFI_ArrowArray::empty();
        // SAFETY: by the caller's promise, the stream's own function; the stream is not released, and there is room.
        if unsafe { next(&raw mut self.stream, &raw mut array) } != 0 {
            return Some(Err(ArrowError::CDataInterface(last_error(&mut self.stream))));
        }
        (!array.is_released()).then(|| checked(|| batch(array, &self.schema)))
    }
}

impl RecordBatchReader for Incoming {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}

/// A record batch of the caller's, its offsets, keys and texts checked.
fn batch(array: FFI_ArrowArray, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let columns = DataType::Struct(schema.fields().clone());
    // SAFETY: by the caller's promise, an array of the stream's schema, whose buffers are as long as the format says.
    let data = unsafe { from_ffi_and_data_type(array, columns) }?;
    data.validate_full()?;
    let rows = RecordBatchOptions::new().with_row_count(Some(data.len()));
    RecordBatch::try_new_with_options(schema.clone(), StructArray::from(data).into_parts().1, &rows)
}

/// A stream of the library's.
struct Outgoing {
    reader: Box<dyn RecordBatchReader + Send>,
    /// What ended it before its end.
    ended_by: Option<CString>,
}

/// What stands behind a stream of the library's; nothing for NULL, and once it is released.
///
/// INVARIANT: `private_data` is an [`Outgoing`] until the stream is released, then NULL.
fn outgoing<'call>(stream: *mut ArrowArrayStream) -> Option<&'call mut Outgoing> {
    // SAFETY: by the consumer's promise, a stream that nobody else uses meanwhile.
    let stream = unsafe { stream.as_ref() }?;
    // SAFETY: by the invariant.
    unsafe { stream.private_data.cast::<Outgoing>().as_mut() }
}

/// Runs a function of a stream of the library's: what fails ends the stream for good, so that nobody takes what came before
/// for the whole.
fn within(
    stream: *mut ArrowArrayStream,
    work: impl FnOnce(&mut Outgoing) -> Result<(), ArrowError>,
) -> c_int {
    let Some(outgoing) = outgoing(stream).filter(|outgoing| outgoing.ended_by.is_none()) else {
        return EINVAL;
    };
    let work = || {
        fault::here();
        work(outgoing)
    };
    let failure = match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(())) => return 0,
        Ok(Err(ArrowError::ExternalError(error))) => {
            error.downcast_ref::<ywtb::Error>().map_or_else(Failure::panicked, |error| error.clone().into())
        }
        Ok(Err(ArrowError::CDataInterface(said))) => broken(&said),
        Ok(Err(error)) => broken(&error.to_string()),
        Err(_) => Failure::panicked(),
    };
    outgoing.ended_by = Some(Error::from(failure).summary());
    EINVAL
}

unsafe extern "C" fn get_schema(stream: *mut ArrowArrayStream, out: *mut FFI_ArrowSchema) -> c_int {
    within(stream, |outgoing| {
        let schema = FFI_ArrowSchema::try_from(outgoing.reader.schema().as_ref())?;
        // SAFETY: by the consumer's promise, room for one schema.
        unsafe { out.write(schema) };
        Ok(())
    })
}

unsafe extern "C" fn get_next(stream: *mut ArrowArrayStream, out: *mut FFI_ArrowArray) -> c_int {
    within(stream, |outgoing| {
        let next = match outgoing.reader.next().transpose()? {
            Some(batch) => FFI_ArrowArray::new(&StructArray::from(batch).into_data()),
            None => FFI_ArrowArray::empty(),
        };
        // SAFETY: by the consumer's promise, room for one array.
        unsafe { out.write(next) };
        Ok(())
    })
}

unsafe extern "C" fn get_last_error(stream: *mut ArrowArrayStream) -> *const c_char {
    let said = outgoing(stream).and_then(|outgoing| outgoing.ended_by.as_ref());
    said.map_or(std::ptr::null(), |said| said.as_ptr())
}

unsafe extern "C" fn release(stream: *mut ArrowArrayStream) {
    // SAFETY: by the consumer's promise, a stream that nobody else uses.
    let Some(stream) = (unsafe { stream.as_mut() }) else { return };
    stream.release = None;
    let outgoing = std::mem::replace(&mut stream.private_data, std::ptr::null_mut()).cast::<Outgoing>();
    if !outgoing.is_null() {
        // SAFETY: the box that `put` let go of; NULL stands in its place from here on.
        let outgoing = unsafe { Box::from_raw(outgoing) };
        // What the caller's own stream does when it is released is not ours to let out.
        drop(catch_unwind(AssertUnwindSafe(|| drop(outgoing))));
    }
}
