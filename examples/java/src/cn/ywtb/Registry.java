package cn.ywtb;

import com.sun.jna.Memory;
import java.time.LocalDate;

/**
 * Catalogue, scenarios and agencies (共享登记册), compiled once and asked often. Immutable; threads share it without waiting for one
 * another.
 *
 * <p>Close it when nobody asks it any more; closing twice does nothing.
 */
public final class Registry implements AutoCloseable {
    /** Members of {@code ywtb_batch_options} in ABI 1.0. */
    private static final int BATCH_MEMBERS = 6;

    private final Handle handle;

    /**
     * Compiles three JSON arrays of records (schema {@code registry}).
     *
     * @param catalogue entries of a catalogue, in UTF-8
     * @param scenarios scenarios
     * @param agencies agencies
     * @throws YwtbException {@code input.schema}, {@code input.registry}, with every fault at once
     */
    public Registry(byte[] catalogue, byte[] scenarios, byte[] agencies) {
        this(Abi.handle((out, error) -> Abi.ywtb_registry_new(
                catalogue, Abi.len(catalogue), scenarios, Abi.len(scenarios), agencies, Abi.len(agencies), out, error)));
    }

    private Registry(long address) {
        handle = new Handle("registry", address, Abi::ywtb_registry_free);
    }

    /**
     * The registry that was saved.
     *
     * @param saved what {@link #save} gave
     * @return the registry, to be closed
     * @throws YwtbException {@code input.snapshot} for what was not saved so, or was changed
     */
    public static Registry load(byte[] saved) {
        return new Registry(Abi.handle((out, error) -> Abi.ywtb_registry_load(saved, Abi.len(saved), out, error)));
    }

    /**
     * The registry as bytes for {@link #load}, with a digest; equal registries give equal bytes.
     *
     * @return text in UTF-8
     */
    public byte[] save() {
        return Abi.utf8(handle.use(registry -> Abi.text((out, error) -> Abi.ywtb_registry_save(registry, out, error))));
    }

    /**
     * Decides. A code that the registry does not hold is a fact that is unknown, and {@link Verdict#fault} names it.
     *
     * @param request the request
     * @return what it comes to
     * @throws YwtbException {@code input.date} for a year that has no four digits
     */
    public Verdict decide(SharingRequest request) {
        byte[] verdict = new byte[Verdict.SIZE];
        return handle.use(registry -> request.handle.use(asked -> {
            Abi.check(error -> Abi.ywtb_registry_decide_typed(registry, asked, verdict, error));
            return new Verdict(verdict);
        }));
    }

    /**
     * Decides on a request in JSON, with everything that the topic {@code sharing.request} looks at.
     *
     * @param request facts of the topic, with codes of the registry in the place of requester, entry and provider
     * @param asOf the evaluation date
     * @param options JSON with {@code reading}, {@code overlays}; null for none
     * @return what it comes to
     * @throws YwtbException when the request or the options cannot be read
     */
    public Verdict decide(byte[] request, LocalDate asOf, String options) {
        byte[] day = Abi.utf8(asOf.toString());
        byte[] chosen = Abi.utf8(options);
        byte[] verdict = new byte[Verdict.SIZE];
        return handle.use(registry -> {
            Abi.check(error -> Abi.ywtb_registry_decide(
                    registry, request, Abi.len(request), day, day.length, chosen, Abi.len(chosen), verdict, error));
            return new Verdict(verdict);
        });
    }

    /**
     * The report on a request: what {@link Ywtb#evaluate} says of the same facts.
     *
     * @param request the request
     * @return the report, to be closed
     * @throws YwtbException as {@link #decide(SharingRequest)}
     */
    public Report explain(SharingRequest request) {
        return handle.use(registry -> request.handle.use(asked -> new Report(Abi.handle(
                (out, error) -> Abi.ywtb_registry_explain_typed(registry, asked, out, error)))));
    }

    /**
     * The report on a request in JSON.
     *
     * @param request as of {@link #decide(byte[], LocalDate, String)}
     * @param asOf the evaluation date
     * @param options as of {@link Ywtb#evaluate(String, byte[], String, String)}; null for none
     * @return the report, to be closed
     * @throws YwtbException when the request or the options cannot be read
     */
    public Report explain(byte[] request, LocalDate asOf, String options) {
        byte[] day = Abi.utf8(asOf.toString());
        byte[] chosen = Abi.utf8(options);
        return handle.use(registry -> new Report(Abi.handle((out, error) -> Abi.ywtb_registry_explain(
                registry, request, Abi.len(request), day, day.length, chosen, Abi.len(chosen), out, error))));
    }

    /**
     * Decides on requests that stand one a line (NDJSON), on all cores.
     *
     * @param requests lines of JSON, each as {@link #decide(byte[], LocalDate, String)} takes it
     * @param asOf the evaluation date of requests that do not say when they were received; null: such a line is an error
     * @param options as there
     * @return as many lines in the same order: JSON with {@code decision}, {@code codes}, {@code cut}, {@code error} …
     * @throws YwtbException when the options cannot be read
     */
    public String decideLines(byte[] requests, LocalDate asOf, String options) {
        Struct struct = new Struct(BATCH_MEMBERS)
                .bytes(asOf == null ? null : Abi.utf8(asOf.toString())).bytes(Abi.utf8(options)).word(0);
        try (Memory packed = struct.pack()) {
            return handle.use(registry -> Abi.text((out, error) -> Abi.ywtb_batch_decide_ndjson(
                    registry, requests, Abi.len(requests), packed, out, error)));
        }
    }

    /**
     * The id of a scenario.
     *
     * @param place its place, as {@link Verdict#scenario} gives it
     * @return JSON text; {@code null} in JSON where it has none
     */
    public String scenarioId(int place) {
        return handle.use(registry -> Abi.text((out, error) -> Abi.ywtb_registry_scenario_id(registry, place, out, error)));
    }

    /** Frees the registry, when no other thread asks it any more. */
    @Override
    public void close() {
        handle.close();
    }
}
