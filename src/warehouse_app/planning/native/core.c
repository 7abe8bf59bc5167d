/* The planner's innermost loops as a plain shared library: no Python in it, so any Python loads it (see native/load.py).
 *
 * The caller keeps the arrays of a problem alive as long as its search; everything else is owned here.
 */
#include "bound.h"
#include "savings.h"

#ifdef _WIN32
#define OPEN __declspec(dllexport)
#else
#define OPEN __attribute__((visibility("default")))
#endif

#include "cartons.h"

#define INTERFACE 4

typedef struct {
    Search s;
    Savings v;
    int *queue;
    Bound *bound;
} Handle;

OPEN int wh_interface(void) { return INTERFACE; }

/* Lengths of many walks through one block: route r has the stops stop[from[r]] .. stop[from[r + 1]], each the number of a
 * bit (aisle * words * 64 + rank). */
OPEN void wh_walks(const Block *block, int routes, const int *from, const int *stop, i64 *length) {
    int size = block->aisles * block->words;
    u64 *stood = malloc(sizeof(u64) * (size_t)size);
    for (int r = 0; r < routes; r++) {
        if (from[r] == from[r + 1]) { length[r] = 0; continue; }
        memcpy(stood, block->depot, sizeof(u64) * (size_t)size);
        for (int k = from[r]; k < from[r + 1]; k++) stood[stop[k] >> 6] |= 1ULL << (stop[k] & 63);
        length[r] = walk(block, stood);
    }
    free(stood);
}

OPEN void wh_free(Handle *h) {
    if (!h) return;
    Search *s = &h->s;
    if (h->bound) free_bound(h->bound);
    for (int b = 0; s->batch && b <= s->p.n; b++) { free(s->batch[b].who); free(s->batch[b].load); }
    free(s->batch); free(s->in); free(s->at); free(s->best); free(s->near); free(s->order); free(s->some);
    free(s->p.name); free(s->p.known); free(s->p.stood); free(s->p.tour); free(s->p.mark);
    free(h->v.pair); free(h->v.version); free(h->v.into); free(h->queue); free(h);
}

/* A search over a problem; `known` is how many costs are remembered (a power of two), `nears` how many neighbours an
 * order has. */
OPEN Handle *wh_new(const Problem *problem, u64 seed, int known, int nears) {
    Handle *h = calloc(1, sizeof(Handle));
    Search *s = &h->s;
    int n = problem->n;
    s->p = *problem;
    s->nears = nears < n - 1 ? nears : (n > 1 ? n - 1 : 0);
    s->p.name = malloc(sizeof(u64) * (size_t)(n + 1));
    s->p.known = calloc((size_t)known, sizeof(Known));
    s->p.known_mask = (u64)known - 1;
    s->p.stood = malloc(sizeof(u64) * (size_t)(problem->block.aisles * problem->block.words + 1));
    s->p.tour = malloc(sizeof(int) * (size_t)(2 * problem->places + 4));
    s->p.mark = calloc((size_t)problem->places + 1, sizeof(int));
    s->in = malloc(sizeof(int) * (size_t)(n + 1));
    s->at = malloc(sizeof(int) * (size_t)(n + 1));
    s->best = calloc((size_t)n + 1, sizeof(int));
    s->near = malloc(sizeof(int) * ((size_t)n * (size_t)s->nears + 1));
    s->order = malloc(sizeof(int) * (size_t)(n + TAKEN + 1));
    s->some = malloc(sizeof(int) * (size_t)(n + 1));
    s->batch = calloc((size_t)n + 1, sizeof(Batch));
    for (int b = 0; b <= n; b++) s->batch[b].load = calloc((size_t)problem->dims + 1, sizeof(i64));
    h->v.version = malloc(sizeof(int) * (size_t)(n + 1));
    h->v.into = malloc(sizeof(int) * (size_t)(n + 1));
    h->queue = malloc(sizeof(int) * (size_t)(n + 1));
    u64 state = 0x243f6a8885a308d3ULL; /* fingerprints are the same for every seed: equal sets, equal keys */
    for (int i = 0; i < n; i++) s->p.name[i] = scatter(&state);
    for (int k = 0; k < 4; k++) s->random[k] = scatter(&seed);
    for (int k = 0; k < 4096; k++) s->chill[k] = -log((k + 0.5) / 4096.0);
    s->best_cost = NEVER;
    return h;
}

OPEN i64 wh_fill(Handle *h, const int *queue) {
    memcpy(h->queue, queue, sizeof(int) * (size_t)h->s.p.n);
    fill(&h->s, queue);
    return h->s.cost;
}

/* Begin from a plan; its cost, or -1 where it may not be so. */
OPEN i64 wh_set(Handle *h, const int *in) {
    if (!set_plan(&h->s, in)) return -1;
    remember(&h->s);
    return h->s.cost;
}

OPEN void wh_near(Handle *h, int from, int to, int reach) { find_near(&h->s, h->queue, from, to, reach); }
OPEN void wh_savings(Handle *h) { start_savings(&h->s, &h->v); }
OPEN int wh_join(Handle *h, int tries) { return join_some(&h->s, &h->v, tries); }

/* Steps of annealing at one temperature, until so many steps are done or so many walks reckoned; how many were done.
 * `ruins` of 1024 steps are ruin and recreate. */
OPEN i64 wh_run(Handle *h, i64 steps, i64 walks, double heat, int ruins) {
    Search *s = &h->s;
    i64 done = 0, last = s->p.walks + walks;
    while (done < steps && s->p.walks < last) {
        int kind = below(s, 1024);
        if (kind < ruins) ruin(s, heat);
        else if (kind & 1) shift(s, heat);
        else swap(s, heat);
        done++;
    }
    return done;
}

/* Go on from the best plan found. */
OPEN i64 wh_back(Handle *h) {
    int *in = malloc(sizeof(int) * (size_t)(h->s.p.n + 1));
    memcpy(in, h->s.best, sizeof(int) * (size_t)h->s.p.n);
    set_plan(&h->s, in);
    free(in);
    return h->s.cost;
}

OPEN i64 wh_best(const Handle *h, int *in) {
    if (in) memcpy(in, h->s.best, sizeof(int) * (size_t)h->s.p.n);
    return h->s.best_cost;
}

/* Costs of batches: batch r has the orders who[from[r]] .. who[from[r + 1]]; -1 where they may not travel together. */
OPEN void wh_costs(Handle *h, int batches, const int *from, const int *who, i64 *cost) {
    Problem *p = &h->s.p;
    for (int r = 0; r < batches; r++) {
        u64 key = 0;
        for (int k = from[r]; k < from[r + 1]; k++) key ^= p->name[who[k]];
        i64 found = cost_of(p, who + from[r], from[r + 1] - from[r], key);
        cost[r] = found >= NEVER ? -1 : found;
    }
}

OPEN i64 wh_walked(const Handle *h) { return h->s.p.walks; }

/* Begin to look for what no plan can be better than; orders in the queue with the farthest first. */
OPEN void wh_bound(Handle *h, const int *queue) {
    if (h->bound) free_bound(h->bound);
    h->bound = new_bound(&h->s, queue);
}

/* Do a part of it, no more than so many batches looked at in one go; true when it is over. */
OPEN int wh_prove(Handle *h, i64 nodes) { return advance(h->bound, nodes); }

/* No more time: let the prices there are prove what they can. */
OPEN void wh_hurry(Handle *h) { hurry(h->bound); }

OPEN i64 wh_proven(const Handle *h) { return h->bound->proven; }
