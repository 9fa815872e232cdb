package dev.sonde.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields of a line of comma separated values; a field in double quotes may hold commas (RFC 4180). */
final class CsvLine {
    private final String line;
    private final List<String> fields = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    private boolean quoted;

    private CsvLine(String line) {
        this.line = line;
    }

    /** The fields without blanks around them; empty if the quotation marks do not match. */
    static Optional<List<String>> fields(String line) {
        return new CsvLine(line).parse();
    }

    private Optional<List<String>> parse() {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean doubled = c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
            if (doubled) {
                field.append(line.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                endField();
            } else {
                field.append(c);
            }
        }
        endField();
        return quoted ? Optional.empty() : Optional.of(fields);
    }

    private void endField() {
        fields.add(field.toString().strip());
        field.setLength(0);
    }
}
