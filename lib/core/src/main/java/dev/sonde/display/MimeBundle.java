package dev.sonde.display;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One value in several forms, keyed by MIME type: what a notebook, a page or a terminal picks from.
 *
 * <p>Immutable. The order of the forms is kept, so the bytes of a saved notebook do not change from run to run. A value
 * is a {@link String} (text, HTML, LaTeX, base64 of a PNG), or, for JSON types, a tree of {@link Map}, {@link
 * java.util.List}, {@link String}, {@link Number} and {@link Boolean}.
 */
public final class MimeBundle {
    /** Plain text; in every bundle. */
    public static final String TEXT = "text/plain";
    /** HTML with inline styles only. */
    public static final String HTML = "text/html";
    /** LaTeX for a document with booktabs. */
    public static final String LATEX = "text/latex";
    /** A picture, in base64. */
    public static final String PNG = "image/png";
    /** A figure as plotly.js takes it: {@code data}, {@code layout}, {@code config}. */
    public static final String PLOTLY = "application/vnd.plotly.v1+json";
    /** Judged cells of the paper and the runs behind them, as {@code results.json} holds them. */
    public static final String CELLS = "application/vnd.sonde.cells+json";

    private final Map<String, Object> forms;

    private MimeBundle(Map<String, Object> forms) {
        this.forms = Collections.unmodifiableMap(forms);
    }

    /** A bundle with a plain text only; every bundle has one. */
    public static MimeBundle ofText(String text) {
        Map<String, Object> forms = new LinkedHashMap<>();
        forms.put(TEXT, Objects.requireNonNull(text, "text"));
        return new MimeBundle(forms);
    }

    /** This bundle with one more form, or with that form replaced. */
    public MimeBundle with(String mimeType, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(forms);
        more.put(Objects.requireNonNull(mimeType, "mimeType"), Objects.requireNonNull(value, "value"));
        return new MimeBundle(more);
    }

    /** The plain text. */
    public String text() {
        return (String) forms.get(TEXT);
    }

    /** All forms in the order in which they were added. */
    public Map<String, Object> forms() {
        return forms;
    }

    @Override
    public String toString() {
        return "MimeBundle" + forms.keySet();
    }
}
