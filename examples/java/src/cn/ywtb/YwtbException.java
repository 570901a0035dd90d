package cn.ywtb;

/**
 * A call could not be answered: the input cannot be read, a limit was reached, or the library has a fault.
 *
 * <p>A negative answer is no exception. Nothing in it repeats a value of the input, so it may be logged.
 */
public final class YwtbException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The stable code. */
    private final String code;
    /** Where the first fault lies. */
    private final String path;
    /** Every fault, as JSON. */
    private final String json;

    YwtbException(String code, String path, String message, String json) {
        super(code + ": " + message);
        this.code = code;
        this.path = path;
        this.json = json;
    }

    /**
     * The stable code, for programs: {@code input.…}, {@code limit.…}, {@code internal}.
     *
     * @return the code, such as {@code input.schema}
     */
    public String getCode() {
        return code;
    }

    /**
     * Where the first fault lies.
     *
     * @return a JSON pointer into the facts, a file in the package or a byte offset ({@code @123}); empty for the whole input
     */
    public String getPath() {
        return path;
    }

    /**
     * Every fault at once.
     *
     * @return JSON: {@code {"code", "details": [{"message", "path"}, …], "status"}}
     */
    public String toJson() {
        return json;
    }
}
