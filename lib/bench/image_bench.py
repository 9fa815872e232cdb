"""The peer of ImageBench: the same pictures decoded and resized by Pillow, with the same answers.

    python image_bench.py FOLDER THREADS

reads a line from standard input for each round and answers with a line of JSON.
"""
import hashlib
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image


def resize(file):
    with Image.open(file) as image:
        return image.convert("RGB").resize((224, 224), Image.Resampling.BICUBIC)


def main():
    files = sorted(Path(sys.argv[1]).glob("*.jpg"))
    threads = int(sys.argv[2])
    pool = ThreadPoolExecutor(threads)  # Pillow lets other threads run while it decodes and resizes
    for _ in sys.stdin:
        cpu, wall = time.process_time(), time.perf_counter()
        images = list(pool.map(resize, files))
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        print(json.dumps({
            "images": len(files), "threads": threads, "wall_s": round(wall, 4), "cpu_s": round(cpu, 4),
            "images_per_s": round(len(files) / wall, 1),
            "checksums": [hashlib.sha256(i.tobytes()).hexdigest()[:16] for i in images]}), flush=True)


main()
