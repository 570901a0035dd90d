package cn.ywtb;

import com.sun.jna.Pointer;
import java.time.OffsetDateTime;

/** What a {@link StatusHost} is asked: what is the status of this certificate, or of this seal? Immutable. */
public final class StatusQuery {
    /** What a question is about. */
    public enum Kind {
        /** A certificate. */
        CERTIFICATE,
        /** A seal. */
        SEAL
    }

    private final Kind kind;
    private final String sha256;
    private final OffsetDateTime time;
    private final String sealId;
    private final String serial;
    private final String issuerName;
    private final byte[] certificate;
    private final byte[] issuer;

    /** Copies the library's question, which does not outlive the call. */
    StatusQuery(long query) {
        int number = Abi.ywtb_query_kind(query);
        if (number != 1 && number != 2) {
            throw new IllegalArgumentException("a question of a kind that only a newer package knows");
        }
        kind = number == 1 ? Kind.CERTIFICATE : Kind.SEAL;
        sha256 = Abi.string(Abi.ywtb_query_sha256(query));
        time = OffsetDateTime.parse(Abi.string(Abi.ywtb_query_time(query)));
        sealId = Abi.string(Abi.ywtb_query_seal_id(query));
        serial = Abi.string(Abi.ywtb_query_serial(query));
        issuerName = Abi.string(Abi.ywtb_query_issuer_name(query));
        certificate = bytes(Abi.ywtb_query_certificate(query), Abi.ywtb_query_certificate_len(query));
        issuer = bytes(Abi.ywtb_query_issuer(query), Abi.ywtb_query_issuer_len(query));
    }

    /**
     * What the question is about.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * SHA-256 of the certificate in DER, or of the seal.
     *
     * @return hexadecimal digits
     */
    public String sha256() {
        return sha256;
    }

    /**
     * The moment of the question.
     *
     * @return the moment
     */
    public OffsetDateTime time() {
        return time;
    }

    /**
     * The id of the seal, as the seal states it.
     *
     * @return the id; empty for a certificate
     */
    public String sealId() {
        return sealId;
    }

    /**
     * The serial number of the certificate.
     *
     * @return hexadecimal digits; empty for a seal
     */
    public String serial() {
        return serial;
    }

    /**
     * The issuer of the certificate, as reports write it.
     *
     * @return the name; empty for a seal
     */
    public String issuerName() {
        return issuerName;
    }

    /**
     * The certificate.
     *
     * @return DER; empty for a seal
     */
    public byte[] certificate() {
        return certificate.clone();
    }

    /**
     * The certificate of the issuer.
     *
     * @return DER; empty where it is not known and for a seal
     */
    public byte[] issuer() {
        return issuer.clone();
    }

    private static byte[] bytes(long address, long len) {
        return len == 0 ? new byte[0] : new Pointer(address).getByteArray(0, Math.toIntExact(len));
    }
}
