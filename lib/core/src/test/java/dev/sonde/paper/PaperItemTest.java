package dev.sonde.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.data.Tag;
import dev.sonde.display.SondeException;
import dev.sonde.experiment.ControlSet;
import dev.sonde.experiment.ModelShape;
import dev.sonde.experiment.PlannedRequests;
import dev.sonde.experiment.ProbedModel;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.PromptedOutcome;
import dev.sonde.experiment.QueryOutcome;
import dev.sonde.experiment.RunOutcome;
import dev.sonde.experiment.RunRequest;
import dev.sonde.experiment.Runs;
import dev.sonde.experiment.Scale;
import dev.sonde.experiment.Training;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaperItemTest {
    private static final Optional<ModelShape> SHAPE =
            Optional.of(new ModelShape(SyntheticRuns.LAYERS, SyntheticRuns.QUERIES));
    private static final int FEW = 28; // examples

    @Test
    void tableOneAsksForFiveSystemsOnThreeTasksAndThePatchesBeside() {
        Set<RunRequest> runs = requests(PaperItem.TABLE_1, SHAPE);

        Set<RunRequest> expected = new LinkedHashSet<>();
        for (PaperSystem system : PaperSystem.values()) {
            for (ProbedTask task : ProbedTask.values()) {
                expected.add(system.request(task));
            }
        }
        expected.add(RunRequest.frozen(ProbedModel.PATCHES, ProbedTask.REFCOCOG));
        assertThat(runs).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void figureTwoAsksForEveryLayerOfBothResamplers() {
        Set<RunRequest> runs = requests(PaperItem.FIGURE_2, Optional.of(new ModelShape(12, 32)));
        assertThat(runs.stream().filter(run -> run.layer().isPresent())).hasSize(24);
    }

    /** What is planned while all runs are missing is what is computed when all of them are there. */
    @ParameterizedTest
    @EnumSource(Scale.class)
    void theItemsAskForTheSameWhereEveryRunIsThere(Scale scale) {
        Answering answering = new Answering(scale, new RequestRecorder(scale, model -> SHAPE));
        for (PaperItem item : PaperItem.values()) {
            item.ask(answering);
        }
        PlannedRequests asked = answering.asked.requests();
        PlannedRequests planned = PaperItem.all(scale, model -> SHAPE);
        assertThat(planned.runs()).containsExactlyInAnyOrderElementsOf(asked.runs());
        assertThat(planned.queries()).containsExactlyInAnyOrderElementsOf(asked.queries());
        assertThat(planned.prompted()).containsExactlyInAnyOrderElementsOf(asked.prompted());
    }

    @Test
    void togetherTheItemsAskForEachRunOnce() {
        PlannedRequests all = PaperItem.all(Scale.PAPER, model -> SHAPE);
        Set<RunRequest> each = List.of(PaperItem.values()).stream()
                .flatMap(item -> requests(item, SHAPE).stream())
                .collect(Collectors.toSet());
        assertThat(all.runs()).hasSameElementsAs(each).doesNotHaveDuplicates();
        assertThat(all.runs()).extracting(RunRequest::controls).contains(ControlSet.values());
        assertThat(all.prompted()).containsExactly(ProbedTask.VSR, ProbedTask.RCM);
    }

    @Test
    void aSpeedThatIsNoneIsRefused() {
        assertThat(PlanCommand.speed()).isEmpty();
        assertThat(PlanCommand.speed("4e13").orElseThrow().training()).isEqualTo(4e13);
        for (String text : List.of("fast", "0", "-1", "NaN", "Infinity")) {
            assertThatThrownBy(() -> PlanCommand.speed(text))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining(text);
        }
    }

    private static Set<RunRequest> requests(PaperItem item, Optional<ModelShape> shape) {
        RequestRecorder recorder = new RequestRecorder(Scale.PAPER, model -> shape);
        item.ask(recorder);
        return recorder.requests().runs();
    }

    /** Answers everything, and writes down what it was asked. */
    private record Answering(Scale scale, RequestRecorder asked) implements Runs {
        private Runs answers() {
            return new SyntheticRuns(
                    scale, FEW, request -> request.training() == Training.JOINT ? 90 : 60, task -> 55, 2, 0);
        }

        @Override
        public Optional<ModelShape> shape(ProbedModel model) {
            return SHAPE;
        }

        @Override
        public Optional<RunOutcome> of(RunRequest request) {
            asked.of(request);
            return answers().of(request);
        }

        @Override
        public Optional<QueryOutcome> queries(RunRequest request) {
            asked.queries(request);
            return answers().queries(request);
        }

        @Override
        public Optional<PromptedOutcome> prompted(ProbedTask task) {
            asked.prompted(task);
            return answers().prompted(task);
        }

        @Override
        public Map<String, Long> trainingExamples(ProbedTask task, Tag tag) {
            return answers().trainingExamples(task, tag);
        }
    }
}
