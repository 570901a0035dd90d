/**
 * Decisions under the Shanghai regulation on public data and one-net government service, and verification of sealed documents.
 */
module cn.ywtb {
    requires com.sun.jna;

    exports cn.ywtb;
    // JNA looks up the function that the library calls back.
    opens cn.ywtb to com.sun.jna;
}
