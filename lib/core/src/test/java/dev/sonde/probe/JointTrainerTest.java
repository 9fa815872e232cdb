package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.torch.Torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JointTrainerTest {
    private final Torch torch = Torch.open();

    @BeforeEach
    void oneThread() {
        torch.threads(1);
    }

    @AfterEach
    void close() {
        torch.close();
    }

    private static ProbeTrial trial(int epochs, double rate) {
        return ProbeTrial.linear(Objective.truth())
                .withOptions(TrainingOptions.defaults()
                        .withBatch(32)
                        .withEpochs(epochs)
                        .withLearningRate(rate)
                        .withSeed(3));
    }

    @Test
    void whatAFrozenModelDoesNotTellAJointTrainingFinds() {
        JointData train = PlantedScenes.truths(torch, "train", 512, 1);
        JointData validation = PlantedScenes.truths(torch, "validation", 128, 2);
        JointData test = PlantedScenes.truths(torch, "test", 256, 3);
        JointTrainer trainer = JointTrainer.on(torch).withPart(32);
        JointOptions still = JointOptions.defaults().withPart(32).withRateFactor(0);
        try (TrainedJoint joint = trainer.train(trial(6, 3e-3), PlantedScenes.model(0, 5), train, validation);
                TrainedJoint frozen = trainer.withOptions(still)
                        .train(trial(6, 3e-3), PlantedScenes.model(0, 5), train, validation)) {
            assertThat(joint.predict(test).right().value()).isGreaterThan(0.9);
            assertThat(frozen.predict(test).right().value()).isLessThan(0.7);
        }
    }
}
