package dev.sonde.pretrain;

import dev.sonde.text.TextInput;
import dev.sonde.world.Caption;
import dev.sonde.world.Holds;
import dev.sonde.world.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Some scenes with a caption each.
 *
 * @param places of the scenes within their split
 * @param captions one of each scene
 * @param texts token ids of the captions
 * @param foils token ids of their false twins
 */
record CaptionBatch(int[] places, List<Scene> scenes, List<Caption> captions, List<int[]> texts, List<int[]> foils) {
    /** Of how many captions of a scene one is taken. */
    static final int CAPTIONS = 4;

    /** The captions that {@code draws} chooses. */
    static CaptionBatch of(SceneFeed feed, TextInput input, int[] places, Random draws) {
        List<Scene> scenes = feed.scenes(places);
        List<Caption> captions = new ArrayList<>();
        for (Scene scene : scenes) {
            int which = draws.nextInt(CAPTIONS);
            captions.add(feed.data().captions(scene, which + 1).get(which));
        }
        return of(places, scenes, captions, input);
    }

    static CaptionBatch of(int[] places, List<Scene> scenes, List<Caption> captions, TextInput input) {
        return new CaptionBatch(
                places,
                scenes,
                captions,
                captions.stream().map(one -> TextRows.ids(input, one.text())).toList(),
                captions.stream()
                        .map(one -> TextRows.ids(input, one.foilText()))
                        .toList());
    }

    int size() {
        return captions.size();
    }

    /** [image, text]: 1 where the caption of another scene may be true of the image as well, so that it is no negative. */
    float[] alsoTrue() {
        float[] also = new float[size() * size()];
        for (int image = 0; image < size(); image++) {
            for (int text = 0; text < size(); text++) {
                boolean mayHold = captions.get(text).truth().of(scenes.get(image)) != Holds.NO;
                also[image * size() + text] = image != text && mayHold ? 1 : 0;
            }
        }
        return also;
    }
}
