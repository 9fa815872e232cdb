package dev.sonde.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Writes SVG: elements with their attributes, every text escaped, every number with at most two decimals. */
final class Svg {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens the document, {@code width} by {@code height} pixels. */
    Svg(double width, double height) {
        open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "width",
                width,
                "height",
                height,
                "viewBox",
                "0 0 " + number(width) + " " + number(height),
                "font-family",
                Lettering.FONTS);
    }

    /** Opens an element; attributes are name, value, name, value… */
    Svg open(String element, Object... attributes) {
        tag(element, attributes);
        out.append(">\n");
        open.push(element);
        return this;
    }

    Svg close() {
        out.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /** An element without content. */
    Svg element(String element, Object... attributes) {
        tag(element, attributes);
        out.append("/>\n");
        return this;
    }

    /** One line of text. */
    Svg text(String text, Object... attributes) {
        return textElement("text", text, attributes);
    }

    /** The tooltip of the element that is open. */
    Svg title(String text) {
        return textElement("title", text);
    }

    private Svg textElement(String element, String text, Object... attributes) {
        tag(element, attributes);
        out.append('>').append(escape(text)).append("</").append(element).append(">\n");
        return this;
    }

    /** A straight line. */
    Svg line(double x0, double y0, double x1, double y1, String colour, double width, Object... more) {
        return element(
                "line", joined(more, "x1", x0, "y1", y0, "x2", x1, "y2", y1, "stroke", colour, "stroke-width", width));
    }

    /** A rectangle. */
    Svg rectangle(Frame.Area area, Object... more) {
        return element(
                "rect",
                joined(more, "x", area.left(), "y", area.top(), "width", area.width(), "height", area.height()));
    }

    private static Object[] joined(Object[] more, Object... first) {
        Object[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }

    /** The finished document. */
    String finish() {
        while (!open.isEmpty()) {
            close();
        }
        return out.toString();
    }

    private void tag(String element, Object... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            String text = value instanceof Number n ? number(n.doubleValue()) : escape(String.valueOf(value));
            out.append(' ').append(attributes[i]).append("=\"").append(text).append('"');
        }
    }

    /** A coordinate with at most two decimals. */
    static String number(double value) {
        String text = BigDecimal.valueOf(value)
                .setScale(2, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
        return text.equals("-0") ? "0" : text;
    }

    /** Text for XML: markup is escaped, and characters that XML forbids become U+FFFD. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
            }
        });
        return safe.toString();
    }

    private static boolean isAllowed(int c) {
        return c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c < 0xD800 || c > 0xDFFF && c < 0xFFFE || c > 0xFFFF;
    }
}
