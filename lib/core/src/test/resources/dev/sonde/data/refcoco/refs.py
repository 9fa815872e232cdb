# -*- coding: utf-8 -*-
"""Writes refs(umd).p, refs(unc).p and instances.json, made up, in the form of lichengunc/refer: python2.7 refs.py

refs(umd).p has protocol 2, refs(unc).p protocol 0; str and unicode as Python 2 wrote them.
Three images and five objects; the box of object 15 reaches 3 pixels beyond its image, that of object 12 only 0.4.
"""
import cPickle
import json

IMAGES = {1: (640, 480), 2: (500, 375), 3: (427, 640)}
#           annotation: image, category, box
OBJECTS = [
    (11, 1, 18, [10.0, 20.5, 100.25, 80.0]),
    (12, 1, 18, [400.15, 200.0, 240.25, 100.0]),
    (13, 2, 1, [0.0, 0.0, 250.0, 375.0]),
    (14, 2, 62, [300.0, 100.0, 150.0, 200.0]),
    (15, 3, 5, [27.0, 40.0, 403.0, 100.0]),
]
SENTENCES = {
    11: [("The dog on the left.", "the dog on the left"), (u"Le chien à gauche", u"le chien à gauche")],
    12: [("dog, right", "dog right")],
    13: [("A man in caf\xc3\xa9", "a man in cafe"), ("the MAN", "the man"), ("the man", "the man")],
    14: [("chair", "chair")],
    15: [("The plane!", "the plane")],
}
SPLITS = {
    "umd": {11: "train", 12: "train", 13: "val", 14: "test", 15: "train"},
    "unc": {11: "testB", 12: "train", 13: "testA", 14: "val", 15: "train"},
}


def file_name(image):
    return "COCO_train2014_%012d" % image


def references(split):
    sent_id = 0
    for ref_id, (ann, image, category, _) in enumerate(OBJECTS):
        sentences = []
        for raw, sent in SENTENCES[ann]:
            sentences.append({"raw": raw, "sent": sent, "sent_id": sent_id, "tokens": sent.split()})
            sent_id += 1
        yield {
            "ref_id": ref_id,
            "ann_id": ann,
            "category_id": category,
            "image_id": image,
            "file_name": "%s_%d.jpg" % (file_name(image), ref_id),
            "split": split[ann],
            "sent_ids": [sentence["sent_id"] for sentence in sentences],
            "sentences": sentences,
        }


def instances():
    return {
        "info": {"description": "made up"},
        "licenses": [],
        "images": [
            {"id": i, "width": w, "height": h, "file_name": file_name(i) + ".jpg", "license": 1}
            for i, (w, h) in sorted(IMAGES.items())
        ],
        "annotations": [
            {
                "segmentation": [[box[0], box[1], box[0] + box[2], box[1], box[0], box[1] + box[3]]],
                "area": box[2] * box[3] / 2,
                "iscrowd": 0,
                "image_id": image,
                "bbox": box,
                "category_id": category,
                "id": ann,
            }
            for ann, image, category, box in OBJECTS
        ],
        "categories": [
            {"supercategory": "person", "id": 1, "name": "person"},
            {"supercategory": "vehicle", "id": 5, "name": "airplane"},
            {"supercategory": "animal", "id": 18, "name": "dog"},
            {"supercategory": "furniture", "id": 62, "name": "chair"},
        ],
    }


def main():
    for name, protocol in (("umd", 2), ("unc", 0)):
        with open("refs(%s).p" % name, "wb") as out:
            cPickle.dump(list(references(SPLITS[name])), out, protocol)
    with open("instances.json", "wb") as out:
        json.dump(instances(), out, indent=1, sort_keys=True)
        out.write("\n")


main()
