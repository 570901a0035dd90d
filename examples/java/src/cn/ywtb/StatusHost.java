package cn.ywtb;

/**
 * A host that knows, or can ask, about the status of certificates and seals: a certificate authority's service, a register of
 * seals. It is asked on the thread that verifies, while it does.
 *
 * <pre>{@code
 * VerifyOptions.builder().statusHost(query -> register.isInForce(query.sealId()) ? StatusAnswer.good() : null)
 * }</pre>
 */
@FunctionalInterface
public interface StatusHost {
    /**
     * What is known about a certificate or a seal.
     *
     * @param query what is asked; good until this method returns
     * @return the answer; null means that nothing is known
     * @throws Exception means that nothing is known, too; it goes no further, so log it here
     */
    StatusAnswer ask(StatusQuery query) throws Exception;
}
