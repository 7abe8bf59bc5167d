/* Puts bodies into one box in a given order, each at the best of the corners that are free. The same steps, whole numbers
 * all of them, are in planning/cartonisation/plain.py: both give the same answer. */
#define MOST_BODIES 256
#define MOST_CORNERS 2400

typedef struct {
    int n, rule, support, pad;
    int box[3], spare;
    i64 weight, volume, looks, most;  /* looks is counted up; at most of them nothing more is placed */
    const int *size, *turns, *grams, *fragile, *apart, *kind, *order;
    int *at;                        /* per body: corner and lying size; a side of 0 is not placed */
} Carton;

typedef struct { int p[3]; } Corner;

static const int TURN[6][3] = {{0, 1, 2}, {1, 0, 2}, {0, 2, 1}, {2, 0, 1}, {1, 2, 0}, {2, 1, 0}};

static int lower(int a, int b) { return a < b ? a : b; }
static int upper(int a, int b) { return a > b ? a : b; }

static int add_corner(Corner *corner, int corners, const Carton *c, const int *done, int placed, const int p[3]) {
    if (p[0] >= c->box[0] || p[1] >= c->box[1] || p[2] >= c->box[2] || corners >= MOST_CORNERS) return corners;
    for (int k = 0; k < corners; k++)
        if (corner[k].p[0] == p[0] && corner[k].p[1] == p[1] && corner[k].p[2] == p[2]) return corners;
    for (int k = 0; k < placed; k++) {
        const int *q = c->at + 6 * done[k];
        if (q[0] <= p[0] && p[0] < q[0] + q[3] && q[1] <= p[1] && p[1] < q[1] + q[4] && q[2] <= p[2] && p[2] < q[2] + q[5])
            return corners;
    }
    for (int a = 0; a < 3; a++) corner[corners].p[a] = p[a];
    return corners + 1;
}

/* The corners that a body just placed opens: beside, behind and on it, also slid along each other axis as far as it goes. */
static int open_corners(Corner *corner, int corners, const Carton *c, const int *done, int placed) {
    const int *b = c->at + 6 * done[placed - 1];
    int kept = 0;
    for (int k = 0; k < corners; k++) {
        const int *p = corner[k].p;
        if (b[0] <= p[0] && p[0] < b[0] + b[3] && b[1] <= p[1] && p[1] < b[1] + b[4] && b[2] <= p[2] && p[2] < b[2] + b[5])
            continue;
        corner[kept++] = corner[k];
    }
    corners = kept;
    for (int axis = 0; axis < 3; axis++) {
        int p[3] = {b[0], b[1], b[2]};
        p[axis] += b[3 + axis];
        corners = add_corner(corner, corners, c, done, placed, p);
        for (int slide = 0; slide < 3; slide++) {
            if (slide == axis) continue;
            int other = 3 - axis - slide, to = 0;
            for (int k = 0; k < placed; k++) {
                const int *q = c->at + 6 * done[k];
                int end = q[slide] + q[3 + slide];
                if (end <= p[slide] && end > to && q[axis] <= p[axis] && p[axis] < q[axis] + q[3 + axis]
                    && q[other] <= p[other] && p[other] < q[other] + q[3 + other]) to = end;
            }
            int s[3] = {p[0], p[1], p[2]};
            s[slide] = to;
            corners = add_corner(corner, corners, c, done, placed, s);
        }
    }
    return corners;
}

/* What a body touches at a corner; -1 where it may not lie. */
static i64 touch(Carton *c, const int *done, int placed, int body, const int p[3], const int d[3]) {
    i64 touched = 0, carried = p[2] ? 0 : (i64)d[0] * d[1];
    if (p[0] == 0) touched += (i64)d[1] * d[2];
    if (p[0] + d[0] == c->box[0]) touched += (i64)d[1] * d[2];
    if (p[1] == 0) touched += (i64)d[0] * d[2];
    if (p[1] + d[1] == c->box[1]) touched += (i64)d[0] * d[2];
    for (int k = 0; k < placed; k++) {
        const int *q = c->at + 6 * done[k];
        c->looks++;
        int x = lower(p[0] + d[0], q[0] + q[3]) - upper(p[0], q[0]);
        if (x < 0) continue;
        int y = lower(p[1] + d[1], q[1] + q[4]) - upper(p[1], q[1]);
        if (y < 0) continue;
        int z = lower(p[2] + d[2], q[2] + q[5]) - upper(p[2], q[2]);
        if (x > 0 && y > 0) {
            if (z > 0) return -1;
            if (q[2] < p[2]) {
                if (c->fragile[done[k]]) return -1;
                if (z == 0) carried += (i64)x * y;
            } else {
                if (c->fragile[body]) return -1;
                if (z == 0) touched += (i64)x * y;
            }
        } else if (z > 0) touched += (x == 0 ? (i64)y : (i64)x) * z;
    }
    if (carried * 1000 < (i64)d[0] * d[1] * c->support) return -1;
    return touched + carried;
}

/* Returns the volume placed; `looks` counts comparisons of two bodies, and ends the loading at `most`. */
OPEN i64 wh_carton(Carton *c) {
    static const i64 FAR = (i64)1 << 62;
    Corner corner[MOST_CORNERS];
    int done[MOST_BODIES], placed = 0, corners = 1, group = 0, reach[3] = {0, 0, 0}, failed = -1;
    i64 weight = 0, volume = 0;
    corner[0].p[0] = corner[0].p[1] = corner[0].p[2] = 0;
    for (int k = 0; k < c->n; k++)
        for (int a = 0; a < 6; a++) c->at[6 * c->order[k] + a] = 0;
    for (int k = 0; k < c->n; k++) {
        int body = c->order[k], *at = c->at + 6 * body;
        const int *s = c->size + 3 * body;
        i64 own = (i64)s[0] * s[1] * s[2], best[3] = {FAR, FAR, FAR};
        if (c->kind[body] == failed || placed >= MOST_BODIES) continue;
        if (weight + c->grams[body] > c->weight || volume + own > c->volume) continue;
        if (group && c->apart[body] && c->apart[body] != group) continue;
        for (int t = 0; t < 6; t++) {
            if (!(c->turns[body] >> t & 1)) continue;
            int d[3] = {s[TURN[t][0]], s[TURN[t][1]], s[TURN[t][2]]};
            if (d[0] > c->box[0] || d[1] > c->box[1] || d[2] > c->box[2]) continue;
            for (int e = 0; e < corners; e++) {
                const int *p = corner[e].p;
                if (p[0] + d[0] > c->box[0] || p[1] + d[1] > c->box[1] || p[2] + d[2] > c->box[2]) continue;
                if (c->looks >= c->most) {  /* the body at hand may go better elsewhere: it stays out too */
                    for (int a = 0; a < 6; a++) at[a] = 0;
                    return volume;
                }
                i64 key[3], touched = touch(c, done, placed, body, p, d);
                if (touched < 0) continue;
                i64 room = (i64)upper(reach[0], p[0] + d[0]) * upper(reach[1], p[1] + d[1]) * upper(reach[2], p[2] + d[2]);
                key[0] = c->rule == 0 ? p[2] : c->rule == 1 ? -touched : c->rule == 2 ? p[2] + d[2] : room;
                key[1] = c->rule == 1 ? p[2] : -touched;
                key[2] = ((i64)p[2] << 40) + ((i64)p[1] << 20) + p[0];
                if (key[0] > best[0] || (key[0] == best[0] && (key[1] > best[1] || (key[1] == best[1] && key[2] >= best[2]))))
                    continue;
                for (int a = 0; a < 3; a++) { best[a] = key[a]; at[a] = p[a]; at[3 + a] = d[a]; }
            }
        }
        if (!at[3]) { failed = c->kind[body]; continue; }
        done[placed++] = body;
        weight += c->grams[body];
        volume += own;
        if (c->apart[body]) group = c->apart[body];
        for (int a = 0; a < 3; a++) reach[a] = upper(reach[a], at[a] + at[3 + a]);
        corners = open_corners(corner, corners, c, done, placed);
    }
    return volume;
}
