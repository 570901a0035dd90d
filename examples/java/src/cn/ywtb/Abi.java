package cn.ywtb;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The entries of {@code ywtb.h}, mapped directly, and the few things that every call of one needs.
 *
 * <p>Addresses and {@code size_t} are {@code long}, outs are arrays of one: JNA passes these without a wrapper object. Text
 * goes as bytes with a length, so that neither the platform's encoding nor a NUL within can change it.
 */
final class Abi {
    /** The ABI that this package is written for: {@code YWTB_ABI_VERSION}. */
    private static final int VERSION = 1 << 16;

    private static final int INPUT = 201;

    static {
        if (Native.SIZE_T_SIZE != 8 || Native.POINTER_SIZE != 8) {
            throw new UnsatisfiedLinkError("cn.ywtb needs a 64-bit Java");
        }
        Native.register(Abi.class, NativeLibrary.getInstance(library()));
        int loaded = ywtb_abi_version();
        if (loaded >>> 16 != VERSION >>> 16 || loaded < VERSION) {
            throw new UnsatisfiedLinkError("cn.ywtb needs ABI 1.0 of libywtb, found " + (loaded >>> 16) + "." + (loaded & 0xffff));
        }
    }

    private Abi() {}

    /** The library's file, or the name that JNA looks for: as the host says, else from the jar, else from the system. */
    private static String library() {
        String named = System.getProperty("ywtb.library");
        if (named != null) {
            return named;
        }
        try {
            return Native.extractFromResourcePath("ywtb", Abi.class.getClassLoader()).getPath();
        } catch (IOException notInTheJar) {
            return "ywtb";
        }
    }

    static native int ywtb_abi_version();

    static native long ywtb_version();

    static native void ywtb_quiet_panics();

    static native long ywtb_error_code(long error);

    static native long ywtb_error_message(long error);

    static native long ywtb_error_path(long error);

    static native int ywtb_error_json(long error, long[] out, long[] failure);

    static native void ywtb_error_free(long error);

    static native long ywtb_buffer_data(long buffer);

    static native long ywtb_buffer_len(long buffer);

    static native void ywtb_buffer_free(long buffer);

    static native int ywtb_report_outcome(long report);

    static native int ywtb_report_indication(long report);

    static native long ywtb_report_sub_indication(long report);

    static native long ywtb_report_finding_count(long report);

    static native long ywtb_report_finding_code(long report, long index);

    static native int ywtb_report_json(long report, long[] out, long[] error);

    static native int ywtb_report_text(long report, int lang, long[] out, long[] error);

    static native void ywtb_report_free(long report);

    static native int ywtb_evaluate(
            byte[] topic, long topicLen, byte[] facts, long factsLen, byte[] asOf, long asOfLen,
            byte[] options, long optionsLen, long[] out, long[] error);

    static native int ywtb_compare_json(
            byte[] topic, long topicLen, byte[] facts, long factsLen, byte[] first, long firstLen,
            byte[] second, long secondLen, byte[] options, long optionsLen, long[] out, long[] error);

    static native int ywtb_registry_new(
            byte[] catalogue, long catalogueLen, byte[] scenarios, long scenariosLen, byte[] agencies, long agenciesLen,
            long[] out, long[] error);

    static native int ywtb_registry_load(byte[] saved, long savedLen, long[] out, long[] error);

    static native int ywtb_registry_save(long registry, long[] out, long[] error);

    static native int ywtb_registry_decide(
            long registry, byte[] request, long requestLen, byte[] asOf, long asOfLen, byte[] options, long optionsLen,
            byte[] verdict, long[] error);

    static native int ywtb_registry_decide_typed(long registry, long request, byte[] verdict, long[] error);

    static native int ywtb_registry_explain(
            long registry, byte[] request, long requestLen, byte[] asOf, long asOfLen, byte[] options, long optionsLen,
            long[] out, long[] error);

    static native int ywtb_registry_explain_typed(long registry, long request, long[] out, long[] error);

    static native int ywtb_registry_scenario_id(long registry, long place, long[] out, long[] error);

    static native void ywtb_registry_free(long registry);

    static native int ywtb_batch_decide_ndjson(
            long registry, byte[] requests, long requestsLen, Pointer options, long[] out, long[] error);

    static native int ywtb_trust_store_new(long[] out, long[] error);

    static native int ywtb_trust_store_add_pem(long store, int role, byte[] pem, long pemLen, long[] error);

    static native int ywtb_trust_store_add_der(long store, int role, byte[] der, long derLen, long[] error);

    static native int ywtb_trust_store_add_intermediates(long store, byte[] data, long dataLen, long[] error);

    static native int ywtb_trust_store_add_crl(long store, byte[] data, long dataLen, long[] error);

    static native int ywtb_trust_store_add_ocsp(long store, byte[] data, long dataLen, long[] error);

    static native int ywtb_trust_store_set_status(long store, byte[] json, long jsonLen, long[] error);

    static native void ywtb_trust_store_free(long store);

    static native int ywtb_verify(
            byte[] data, long dataLen, byte[] time, long timeLen, Pointer options, long[] out, long[] error);

    static native int ywtb_verify_certificate(
            byte[] data, long dataLen, byte[] time, long timeLen, Pointer options, long[] out, long[] error);

    static native int ywtb_verify_archive(
            byte[] data, long dataLen, byte[] asOf, long asOfLen, Pointer options, long[] out, long[] error);

    static native int ywtb_query_kind(long query);

    static native long ywtb_query_sha256(long query);

    static native long ywtb_query_time(long query);

    static native long ywtb_query_seal_id(long query);

    static native long ywtb_query_serial(long query);

    static native long ywtb_query_issuer_name(long query);

    static native long ywtb_query_certificate(long query);

    static native long ywtb_query_certificate_len(long query);

    static native long ywtb_query_issuer(long query);

    static native long ywtb_query_issuer_len(long query);

    static native int ywtb_answer_good(long answer, long[] error);

    static native int ywtb_answer_revoked(long answer, byte[] since, long sinceLen, long[] error);

    static native int ywtb_answer_suspended(long answer, byte[] since, long sinceLen, long[] error);

    static native int ywtb_answer_unknown(long answer, long[] error);

    static native int ywtb_answer_crl(long answer, byte[] data, long dataLen, long[] error);

    static native int ywtb_answer_ocsp(long answer, byte[] data, long dataLen, long[] error);

    static native int ywtb_id_check(
            byte[] scheme, long schemeLen, byte[] value, long valueLen, int[] valid, long[] out, long[] error);

    static native int ywtb_rules_json(long[] out, long[] error);

    /** A call that fills an out, or else an error. */
    interface Call {
        int run(long[] out, long[] error);
    }

    /** A call that may leave an error. */
    interface Act {
        int run(long[] error);
    }

    /** Runs a call. */
    static void check(Act act) {
        long[] error = new long[1];
        if (act.run(error) != 0) {
            throw exception(error[0]);
        }
    }

    /** Runs a call and gives the handle that it filled in. */
    static long handle(Call call) {
        long[] out = new long[1];
        check(error -> call.run(out, error));
        return out[0];
    }

    /** Runs a call and gives the text of the buffer that it filled in. */
    static String text(Call call) {
        return take(handle(call));
    }

    /** The text of a buffer, which is freed. */
    private static String take(long buffer) {
        try {
            long len = ywtb_buffer_len(buffer);
            // What no Java string can hold is no text for Java; a report never comes near it.
            byte[] bytes = new Pointer(ywtb_buffer_data(buffer)).getByteArray(0, Math.toIntExact(len));
            return new String(bytes, StandardCharsets.UTF_8);
        } finally {
            ywtb_buffer_free(buffer);
        }
    }

    /** Text that ends at its NUL, or null. */
    static String string(long address) {
        return address == 0 ? null : new Pointer(address).getString(0, "UTF-8");
    }

    /** An error as an exception; the error is freed. */
    private static YwtbException exception(long error) {
        try {
            long[] json = new long[1];
            String details = ywtb_error_json(error, json, null) == 0 ? take(json[0]) : "{}";
            return new YwtbException(
                    string(ywtb_error_code(error)), string(ywtb_error_path(error)), string(ywtb_error_message(error)), details);
        } finally {
            ywtb_error_free(error);
        }
    }

    /** Text as UTF-8; null stays null. Half a surrogate pair is an error, where Java would put a question mark. */
    static byte[] utf8(String text) {
        if (text == null) {
            return null;
        }
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException halfPair) {
            String message = "expected text without unpaired surrogates";
            throw new YwtbException("input.utf8", "", message,
                    "{\"code\":\"input.utf8\",\"details\":[{\"message\":\"" + message + "\",\"path\":\"\"}],\"status\":" + INPUT + "}");
        }
    }

    /** A limit in bytes. */
    static long limit(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a limit must not be negative");
        }
        return bytes;
    }

    /** The length of an array; 0 for null. */
    static long len(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
