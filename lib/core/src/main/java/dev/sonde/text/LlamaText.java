package dev.sonde.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text on its way into native code and out of tokens. */
final class LlamaText {
    private static final String SPACE = "▁";
    private static final Pattern BYTE = Pattern.compile("<0x([0-9A-F]{2})>");

    private LlamaText() {}

    /** The text with U+FFFD for each half of a surrogate pair, which UTF-8 cannot say. */
    static String wellFormed(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    /** The text of tokens: {@code ▁} is a space, but not the first; byte tokens are UTF-8, broken ones U+FFFD. */
    static String join(List<String> tokens) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String token : tokens) {
            Matcher matcher = BYTE.matcher(token);
            if (matcher.matches()) {
                bytes.write(HexFormat.fromHexDigits(matcher.group(1)));
            } else {
                bytes.writeBytes(token.replace(SPACE, " ").getBytes(StandardCharsets.UTF_8));
            }
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        return text.startsWith(" ") ? text.substring(1) : text;
    }
}
