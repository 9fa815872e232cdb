package dev.sonde.paper;

import dev.sonde.data.LabelCounts;
import dev.sonde.data.RelationCategory;
import dev.sonde.data.Vsr;
import dev.sonde.display.Align;
import dev.sonde.display.Cell;
import dev.sonde.display.Doctor;
import dev.sonde.display.MimeBundle;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.experiment.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The paper's numbers checked against each other and against the data they were measured on, before anything is
 * trained: arithmetic that any reader could do, as code.
 *
 * @param findings every finding, in the order of the tables
 */
public record Audit(List<Finding> findings) implements Tabular {
    /** One check: the published numbers and the data in, a finding out. */
    private interface Check {
        Finding of(Evidence evidence);
    }

    private static final List<Check> CHECKS = List.of(
            CountChecks::table2,
            CountChecks::tables1And3,
            CountChecks::oneRun,
            RepetitionChecks::sharedRow,
            RepetitionChecks::repeatedNumber,
            RepetitionChecks::equalColumns,
            KendallChecks::truncation,
            KendallChecks::significance,
            RegionCellChecks::sizes,
            HumanChecks::kappa,
            HumanChecks::accuracy,
            BaselineChecks::majorityClass,
            BaselineChecks::categories,
            BaselineChecks::sharedImages,
            SearchChecks::space,
            SearchChecks::budget,
            ClaimChecks::topologicalIsBest,
            ClaimChecks::hardCategories,
            ClaimChecks::directionalIsHard,
            ClaimChecks::deeperProbesAreBetter,
            ClaimChecks::blip2IsBetter);

    /** Copies the list. */
    public Audit {
        findings = List.copyOf(findings);
    }

    /** Checks the paper as printed against these annotations. */
    public static Audit of(Vsr vsr) {
        return of(Published.asPrinted(), vsr);
    }

    /** Checks any version of the numbers: an altered number makes its finding fail. */
    public static Audit of(Published published, Vsr vsr) {
        Evidence evidence = new Evidence(published, vsr);
        return new Audit(CHECKS.stream().map(check -> check.of(evidence)).toList());
    }

    /** The finding with this short name. */
    public Finding finding(String id) {
        return findings.stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new SondeException(
                        "the audit has no finding called " + id,
                        "Take one of " + findings.stream().map(Finding::id).toList() + "."));
    }

    /** All findings, one a row. */
    @Override
    public TableView view() {
        TableView view = TableView.titled("Audit of the published numbers")
                .column("Finding", Align.LEFT)
                .column("About the paper", Align.LEFT)
                .column("Numbers", Align.RIGHT)
                .column("Evidence holds", Align.CENTER)
                .column("Name", Align.LEFT);
        for (Finding f : findings) {
            view = view.row(
                    f.headline(),
                    standing(f.standing()),
                    f.cells().size(),
                    Verdicts.badge(f.verdict()),
                    Cell.muted(f.id()));
        }
        return view.note("A pass means that the evidence, computed again from the data, is as the finding says; "
                        + "what that means for the paper stands beside it.")
                .note("See one with audit.finding(\"" + findings.get(0).id() + "\").")
                .attach(MimeBundle.CELLS, json());
    }

    /** The findings without their cells, for the head of the report; the cells come with each finding that is shown. */
    private Map<String, Object> json() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Finding f : findings) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", f.id());
            one.put("title", f.headline());
            one.put("standing", f.standing().label());
            one.put("verdict", f.verdict().label());
            list.add(one);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cells", List.of());
        json.put("runs", Map.of());
        json.put("findings", list);
        return json;
    }

    /** How many findings stand so. */
    public long count(Standing standing) {
        return findings.stream().filter(f -> f.standing() == standing).count();
    }

    @Override
    public String toString() {
        return view().toString();
    }

    private static Cell standing(Standing standing) {
        return switch (standing) {
            case CONSISTENT -> Cell.of(standing.label());
            case CONTRADICTION -> Cell.strong(standing.label());
            case CAUTION -> Cell.caution(standing.label());
        };
    }

    /**
     * What the checks look at.
     *
     * @param published the paper's numbers
     * @param vsr the annotations
     */
    record Evidence(Published published, Vsr vsr) {
        /** The run of a check: the digits of the paper and the annotations determine it. */
        Run run(String check) {
            Map<String, String> parameters = Map.of(
                    "computed", "audit", "check", check, "published", published.sha256(), "version", Doctor.version());
            return Run.ofData(parameters, vsr.sha256());
        }

        /** Items and true items of VSR's test split in the category that heads the cell's column of Table 2. */
        LabelCounts counts(PublishedCell cell) {
            return RelationCategory.ofLabel(cell.column())
                    .map(vsr.random().test().byCategory()::get)
                    .orElse(new LabelCounts(0, 0));
        }

        String vsrSource() {
            return vsr.source();
        }
    }
}
