package dev.sonde.paper;

import dev.sonde.probe.ControlReport;
import dev.sonde.probe.ProbeResult;
import dev.sonde.stats.OnlineCodelength;
import dev.sonde.stats.VInformation;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What a {@link ControlReport} holds, as numbers. */
enum ControlMeasure {
    MAJORITY("majority", false, report -> percent(report.majority())),
    PRIOR("label prior", false, report -> percent(report.prior())),
    RANDOM("random features", false, report -> percent(report.randomFeatures())),
    SELECTIVITY(
            "selectivity",
            false,
            report -> Optional.of(100 * report.control().selectivity().value())),
    COMPRESSION("compression", true, ControlMeasure::compression),
    INFORMATION("V-information (bits)", true, report -> report.information().map(VInformation::value));

    private final String label;
    private final boolean needsTruths;
    private final Function<ControlReport, Optional<Double>> number;

    ControlMeasure(String label, boolean needsTruths, Function<ControlReport, Optional<Double>> number) {
        this.label = label;
        this.needsTruths = needsTruths;
        this.number = number;
    }

    /** Its name in tables. */
    String label() {
        return label;
    }

    /** Whether it needs probabilities, which boxes do not have. */
    boolean needsTruths() {
        return needsTruths;
    }

    /** The number, where the report has it. */
    Optional<Double> of(ControlReport report) {
        return number.apply(report);
    }

    private static Optional<Double> percent(ProbeResult result) {
        return Optional.of(result.score().percent());
    }

    /** The mean over the shuffles. */
    private static Optional<Double> compression(ControlReport report) {
        OptionalDouble mean = report.codelengths().stream()
                .mapToDouble(OnlineCodelength::compression)
                .average();
        return mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty();
    }
}
