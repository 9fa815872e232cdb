package dev.sonde.plot;

import dev.sonde.display.SondeException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One axis of a panel: what it measures, in which unit, over which range.
 *
 * <pre>{@code
 * Axis.linear("accuracy").unit("%").range(40, 100)
 * Axis.categories("model", List.of("Q-Former", "ViLT"))
 * }</pre>
 *
 * @param label what is measured
 * @param unit the unit shown in brackets behind the label, or empty
 * @param range the range to show; where absent it is taken from the data
 * @param logarithmic whether equal distances are equal ratios
 * @param categories the names along the axis; empty for numbers
 * @param hidden whether neither line, ticks nor label are drawn
 */
public record Axis(
        String label,
        String unit,
        Optional<Range> range,
        boolean logarithmic,
        List<String> categories,
        boolean hidden) {

    /** Throws {@link SondeException} for a logarithmic axis whose range is not positive. */
    public Axis {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(unit, "unit");
        categories = List.copyOf(categories);
        if (logarithmic && range.isPresent() && range.get().low() <= 0) {
            throw new SondeException(
                    "The logarithmic axis \"" + label + "\" starts at "
                            + range.get().low() + ".",
                    "Start a logarithmic axis above 0, or leave log() out.");
        }
    }

    /** An axis of numbers. */
    public static Axis linear(String label) {
        return new Axis(label, "", Optional.empty(), false, List.of(), false);
    }

    /** An axis of names; marks stand at 0 for the first name, 1 for the second, and so on. */
    public static Axis categories(String label, List<String> names) {
        if (names.isEmpty()) {
            throw new SondeException(
                    "The axis \"" + label + "\" has no categories.",
                    "Give at least one name, or use Axis.linear for numbers.");
        }
        return new Axis(label, "", Optional.empty(), false, names, false);
    }

    /** An axis of numbers without line, ticks and label, as pictures have it. */
    public static Axis invisible() {
        return new Axis("", "", Optional.empty(), false, List.of(), true);
    }

    /** This axis with a unit, such as {@code "%"}: the label reads "accuracy (%)". */
    public Axis unit(String unit) {
        return new Axis(label, unit, range, logarithmic, categories, hidden);
    }

    /** This axis from {@code low} to {@code high}; what lies outside is cut off. */
    public Axis range(double low, double high) {
        if (isCategorical()) {
            throw new SondeException(
                    "The axis \"" + label + "\" has categories and takes no range.",
                    "Leave range(...) out: every category is shown.");
        }
        return new Axis(label, unit, Optional.of(new Range(low, high)), logarithmic, categories, hidden);
    }

    /** This axis with a logarithmic scale; all its values must be above 0. */
    public Axis log() {
        if (isCategorical()) {
            throw new SondeException(
                    "The axis \"" + label + "\" has categories and cannot be logarithmic.",
                    "Leave log() out, or use Axis.linear for numbers.");
        }
        return new Axis(label, unit, range, true, categories, hidden);
    }

    /** Whether the axis has names rather than numbers. */
    public boolean isCategorical() {
        return !categories.isEmpty();
    }

    /** The label with its unit. */
    public String title() {
        return unit.isEmpty() ? label : label + " (" + unit + ")";
    }

    /** Where {@code value} lies between the ends of {@code range}: 0 at the low end, 1 at the high end. */
    double fraction(double value, Range range) {
        if (logarithmic) {
            return Math.log(value / range.low()) / Math.log(range.high() / range.low());
        }
        return (value - range.low()) / range.span();
    }
}
