package dev.sonde.experiment;

import dev.sonde.data.Split;
import dev.sonde.probe.JointData;
import dev.sonde.probe.JointModel;
import java.util.Objects;
import java.util.function.Function;

/**
 * A model that is trained together with a probe, and the examples of a task's three splits as it reads them.
 *
 * @param model its checkpoint is open until this is closed
 */
public record JointRows(JointModel model, JointData train, JointData validation, JointData test)
        implements AutoCloseable {
    public JointRows {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(train, "train");
        Objects.requireNonNull(validation, "validation");
        Objects.requireNonNull(test, "test");
    }

    static JointRows of(ProbingTask task, JointModel model, Function<Split, JointData> examples) {
        try {
            return new JointRows(
                    model,
                    examples.apply(task.task().train()),
                    examples.apply(task.task().validation()),
                    examples.apply(task.task().test()));
        } catch (RuntimeException e) {
            model.start().close();
            throw e;
        }
    }

    @Override
    public void close() {
        model.start().close();
    }
}
