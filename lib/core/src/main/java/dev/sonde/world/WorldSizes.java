package dev.sonde.world;

import dev.sonde.display.SondeException;

/**
 * How many scenes and statements the splits have.
 *
 * @param train scenes to train with
 * @param validation scenes to choose settings on
 * @param test scenes to judge on
 * @param expressionsPerScene how many things of a scene RefCOCOg's counterpart refers to, at most
 * @param statementsPerThousandScenes how many statements VSR's counterpart has at most, for every thousand scenes
 */
public record WorldSizes(
        int train, int validation, int test, int expressionsPerScene, int statementsPerThousandScenes) {
    /** @throws SondeException if a split would have no scene, or more than there are numbers for */
    public WorldSizes {
        for (WorldPart part : WorldPart.values()) {
            int count = part == WorldPart.TRAIN ? train : part == WorldPart.VALIDATION ? validation : test;
            if (count < 1 || count > part.mostScenes()) {
                throw new SondeException(
                        "The " + part.label() + " split of the mini world cannot have " + count + " scenes",
                        "Give 1 to " + part.mostScenes() + ".");
            }
        }
        if (expressionsPerScene < 1 || statementsPerThousandScenes < 1) {
            throw new SondeException(
                    "The mini world cannot have " + expressionsPerScene + " expressions a scene and "
                            + statementsPerThousandScenes + " statements a thousand scenes",
                    "Give numbers from 1 on.");
        }
    }

    /** 40,000, 2,000 and 3,000 scenes; one expression a scene, a statement a scene. */
    public static WorldSizes defaults() {
        return new WorldSizes(40_000, 2_000, 3_000, 1, 1_000);
    }

    /** With other numbers of scenes. */
    public WorldSizes withScenes(int inTrain, int inValidation, int inTest) {
        return new WorldSizes(inTrain, inValidation, inTest, expressionsPerScene, statementsPerThousandScenes);
    }

    /** With more expressions of each scene. */
    public WorldSizes withExpressionsPerScene(int count) {
        return new WorldSizes(train, validation, test, count, statementsPerThousandScenes);
    }

    /** With more or fewer statements. */
    public WorldSizes withStatementsPerThousandScenes(int count) {
        return new WorldSizes(train, validation, test, expressionsPerScene, count);
    }

    /** The number of scenes of a split. */
    public int scenes(WorldPart part) {
        return switch (part) {
            case TRAIN -> train;
            case VALIDATION -> validation;
            case TEST -> test;
        };
    }

    /** The number of statements that a split has at most. */
    int statements(WorldPart part) {
        return (int) ((long) scenes(part) * statementsPerThousandScenes / 1000);
    }
}
