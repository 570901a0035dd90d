package cn.ywtb;

/**
 * Certificates that the caller trusts, each in one role. Threads may share it.
 *
 * <p>Close it when no verification needs it any more; closing twice does nothing.
 */
public final class TrustStore implements AutoCloseable {
    /** What a certificate is trusted for. */
    public enum Role {
        /** To issue certificates of those who sign and seal. */
        SIGNER(1),
        /** To issue certificates of those who make seals. */
        MAKER(2),
        /** To issue certificates of timestamp authorities. */
        TSA(3);

        private final int number;

        Role(int number) {
            this.number = number;
        }
    }

    /** For {@link Ywtb#verify}, which uses the store for the length of the call. */
    final Handle handle;

    /** Makes a store that trusts nobody. */
    public TrustStore() {
        handle = new Handle("trust store", Abi.handle(Abi::ywtb_trust_store_new), Abi::ywtb_trust_store_free);
    }

    /**
     * Adds every certificate of a PEM text; all of them or, when one cannot be read, none.
     *
     * @param role what they are trusted for
     * @param pem the text
     * @return this store
     * @throws YwtbException {@code input.certificate}
     */
    public TrustStore addPem(Role role, String pem) {
        byte[] bytes = Abi.utf8(pem);
        change((store, error) -> Abi.ywtb_trust_store_add_pem(store, role.number, bytes, Abi.len(bytes), error));
        return this;
    }

    /**
     * Adds one certificate in DER.
     *
     * @param role what it is trusted for
     * @param der the certificate
     * @return this store
     * @throws YwtbException {@code input.certificate}
     */
    public TrustStore addDer(Role role, byte[] der) {
        change((store, error) -> Abi.ywtb_trust_store_add_der(store, role.number, der, Abi.len(der), error));
        return this;
    }

    /**
     * Adds certificates of authorities that nobody trusts by themselves; a path may lead through them to a trusted one.
     *
     * @param certificates PEM, DER or a PKCS#7 bundle
     * @return this store
     * @throws YwtbException {@code input.certificate}
     */
    public TrustStore addIntermediates(byte[] certificates) {
        change((store, error) -> Abi.ywtb_trust_store_add_intermediates(store, certificates, Abi.len(certificates), error));
        return this;
    }

    /**
     * Adds a list of revoked certificates, which is read when a document is verified.
     *
     * @param list the list in DER or PEM
     * @return this store
     * @throws YwtbException {@code argument.length}
     */
    public TrustStore addCrl(byte[] list) {
        change((store, error) -> Abi.ywtb_trust_store_add_crl(store, list, Abi.len(list), error));
        return this;
    }

    /**
     * Adds an OCSP response, which is read when a document is verified.
     *
     * @param response the response in DER
     * @return this store
     * @throws YwtbException {@code argument.length}
     */
    public TrustStore addOcsp(byte[] response) {
        change((store, error) -> Abi.ywtb_trust_store_add_ocsp(store, response, Abi.len(response), error));
        return this;
    }

    /**
     * Sets the answers about certificates and seals that the caller vouches for.
     *
     * @param json answers as the schema {@code status} says
     * @return this store
     * @throws YwtbException {@code input.schema}
     */
    public TrustStore status(String json) {
        byte[] bytes = Abi.utf8(json);
        change((store, error) -> Abi.ywtb_trust_store_set_status(store, bytes, Abi.len(bytes), error));
        return this;
    }

    /** A call that changes the store. */
    private interface Change {
        int run(long store, long[] error);
    }

    private void change(Change change) {
        handle.change(store -> {
            Abi.check(error -> change.run(store, error));
            return null;
        });
    }

    /** Frees the store, when no other thread uses it any more. */
    @Override
    public void close() {
        handle.close();
    }
}
