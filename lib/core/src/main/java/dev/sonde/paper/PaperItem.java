package dev.sonde.paper;

import dev.sonde.experiment.ModelShape;
import dev.sonde.experiment.PlannedRequests;
import dev.sonde.experiment.ProbedModel;
import dev.sonde.experiment.Runs;
import dev.sonde.experiment.Scale;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The items of the paper that are made of runs, and what goes beyond it: which runs each asks for. */
public enum PaperItem {
    TABLE_1("table-1", runs -> {
        Table1 table = Table1.of(runs);
        table.verdicts();
        table.contrasts();
    }),
    TABLE_2("table-2", runs -> Table2.of(runs).verdicts()),
    TABLE_3("table-3", runs -> {
        Table3 table = Table3.of(runs);
        table.verdicts();
        table.selectivities();
    }),
    TABLE_4("table-4", runs -> Table4.of(runs).verdicts()),
    TABLE_5("table-5", runs -> Table5.of(runs).verdicts()),
    FIGURE_2("figure-2", runs -> {
        LayerFigure.figure2a(runs).verdicts();
        SuperCategoryFigure.figure2b(runs).verdicts();
    }),
    FIGURE_4("figure-4", runs -> LayerFigure.figure4(runs).verdicts()),
    FIGURE_5("figure-5", runs -> SuperCategoryFigure.figure5(runs).verdicts()),
    APPENDIX_C("appendix-c", runs -> AppendixC.of(runs).verdicts()),
    BEYOND_QUERIES("beyond-queries", runs -> {
        for (ProbedModel model : List.of(ProbedModel.BLIP2, ProbedModel.INSTRUCT_BLIP)) {
            QueryMap.of(runs, model).verdicts();
            QueryMap.of(runs, model).best();
        }
    }),
    BEYOND_CONTROLS("beyond-controls", runs -> ControlTables.of(runs).verdicts()),
    BEYOND_OBJECTS("beyond-objects", runs -> ObjectAware.of(runs).verdicts()),
    BEYOND_BOXES("beyond-boxes", runs -> ImagePlane.of(runs).verdicts());

    private final String label;
    private final Consumer<Runs> asking;

    PaperItem(String label, Consumer<Runs> asking) {
        this.label = label;
        this.asking = asking;
    }

    /** Its name in {@code results.json}, and of its notebook. */
    public String label() {
        return label;
    }

    /** Asks for its runs. */
    void ask(Runs runs) {
        asking.accept(runs);
    }

    /**
     * The runs of all items, each once, found by making the items of runs that answer nothing.
     *
     * @param shapes of the resamplers
     */
    public static PlannedRequests all(Scale scale, Function<ProbedModel, Optional<ModelShape>> shapes) {
        RequestRecorder recorder = new RequestRecorder(scale, shapes);
        for (PaperItem item : values()) {
            item.ask(recorder);
        }
        return recorder.requests();
    }
}
