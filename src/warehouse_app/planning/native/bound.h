/* What no plan can be better than, by column generation.
 *
 * Prices are given to orders. If no batch that may be is worth more in prices than it costs, then no plan costs less than
 * all prices together: that holds whatever the prices are and however they were found. They are found by a linear
 * programme over the batches seen so far (revised simplex). What is told is proven by looking through all batches,
 * depth first: a batch costs at least what a part of it costs, and its prices are at most those of the part and of the
 * dearest orders that still have room. Where that takes too long a weaker bound is proven: prices divided by the
 * most that a batch may be overpriced.
 */
#ifndef WAREHOUSE_BOUND_H
#define WAREHOUSE_BOUND_H

#include "search.h"

typedef struct { int from, m; i64 cost; } Column;

typedef struct {
    Search *s;
    int n;
    Column *column;      /* batches seen so far */
    int columns, room, *who, filled, who_room;
    int *basis;          /* [n] column in the basis, or -1 - i: order i may be picked twice, for nothing */
    double *inverse, *worth, *price, *entry; /* [n * n], [n], [n], [n] */
    /* looking through all batches */
    int *queue, *rank;   /* orders, the farthest first; the place of each */
    i64 *room_left;      /* [(n + 1) * dims] by depth */
    int *members;        /* [n + 1] */
    double *dense;       /* [n] price for each unit of the first limit */
    int *by_dense;
    double over;         /* batches worth more than this times their cost are sought */
    i64 nodes, most_nodes;
    int found, most_found, stopped, root;
    int phase, grown, news, level; /* see advance() */
    i64 proven;
} Bound;

static int add_column(Bound *b, const int *who, int m, i64 cost) {
    if (b->columns == b->room) {
        b->room = b->room ? 2 * b->room : 1024;
        b->column = realloc(b->column, sizeof(Column) * (size_t)b->room);
    }
    while (b->filled + m > b->who_room) {
        b->who_room = b->who_room ? 2 * b->who_room : 8192;
        b->who = realloc(b->who, sizeof(int) * (size_t)b->who_room);
    }
    memcpy(b->who + b->filled, who, sizeof(int) * (size_t)m);
    b->column[b->columns] = (Column){b->filled, m, cost};
    b->filled += m;
    return b->columns++;
}

static double cost_in_basis(const Bound *b, int k) { return b->basis[k] < 0 ? 0.0 : (double)b->column[b->basis[k]].cost; }

static void reprice(Bound *b) {
    int n = b->n;
    memset(b->price, 0, sizeof(double) * (size_t)n);
    for (int k = 0; k < n; k++) {
        double cost = cost_in_basis(b, k);
        if (cost == 0.0) continue;
        const double *row = b->inverse + (i64)k * n;
        for (int i = 0; i < n; i++) b->price[i] += cost * row[i];
    }
}

static double worth_of(const Bound *b, const Column *column) {
    double worth = 0;
    for (int k = 0; k < column->m; k++) worth += b->price[b->who[column->from + k]];
    return worth;
}

/* Bring a column (or, below zero, the surplus of an order) into the basis. */
static void pivot(Bound *b, int enter) {
    int n = b->n, leave = -1;
    double best = 0;
    for (int k = 0; k < n; k++) {
        const double *row = b->inverse + (i64)k * n;
        double sum = 0;
        if (enter < 0) sum = -row[-1 - enter];
        else for (int j = 0; j < b->column[enter].m; j++) sum += row[b->who[b->column[enter].from + j]];
        b->entry[k] = sum;
    }
    for (int k = 0; k < n; k++) {
        if (b->entry[k] <= 1e-9) continue;
        double ratio = b->worth[k] / b->entry[k];
        if (leave < 0 || ratio < best - 1e-12 || (ratio <= best + 1e-12 && b->entry[k] > b->entry[leave])) {
            best = ratio;
            leave = k;
        }
    }
    if (leave < 0) return;
    double *pivot_row = b->inverse + (i64)leave * n, by = 1.0 / b->entry[leave];
    for (int i = 0; i < n; i++) pivot_row[i] *= by;
    b->worth[leave] *= by;
    for (int k = 0; k < n; k++) {
        double times = b->entry[k];
        if (k == leave || times == 0.0) continue;
        double *row = b->inverse + (i64)k * n;
        for (int i = 0; i < n; i++) row[i] -= times * pivot_row[i];
        b->worth[k] = fmax(0.0, b->worth[k] - times * b->worth[leave]);
    }
    b->basis[leave] = enter;
}

/* Pivot until no batch seen is worth more than it costs; true when that is so. */
static int settle(Bound *b, int pivots) {
    while (pivots-- > 0) {
        reprice(b);
        int enter = 0, any = 0;
        double least_cost = 0;
        for (int c = 0; c < b->columns; c++) {
            double reduced = (double)b->column[c].cost - worth_of(b, b->column + c);
            if (reduced < least_cost - 1e-6 * (double)(1 + b->column[c].cost)) { least_cost = reduced; enter = c; any = 1; }
        }
        for (int i = 0; i < b->n; i++)
            if (b->price[i] < least_cost - 1e-6) { least_cost = b->price[i]; enter = -1 - i; any = 1; }
        if (!any) return 1;
        pivot(b, enter);
    }
    return 0;
}

/* The most that orders of the queue from `from` on can add in prices, with the room left: of each limit, filled by the
 * dearest first and cut to size. */
static double at_most(const Bound *b, int from, const i64 *left) {
    int dims = b->s->p.dims;
    double all = 0;
    if (!dims) { /* no limit at all */
        for (int q = from; q < b->n; q++) all += b->price[b->queue[q]];
        return all;
    }
    double room = (double)left[0];
    for (int k = 0; k < b->n; k++) {
        int i = b->by_dense[k];
        if (b->rank[i] < from) continue;
        i64 takes = load_of(b->s, i, 0);
        int fits = 1;
        for (int d = 0; d < dims; d++) fits &= load_of(b->s, i, d) <= left[d];
        if (!fits) continue;
        if ((double)takes >= room) return takes ? all + b->price[i] * room / (double)takes : all + b->price[i];
        all += b->price[i];
        room -= (double)takes;
    }
    return all;
}

static void seek(Bound *b, int from, int depth, u64 key, double worth, int only) {
    Search *s = b->s;
    int dims = s->p.dims;
    i64 *left = b->room_left + (i64)depth * dims, *then = left + dims;
    for (int q = from; q < (only ? from + 1 : b->n) && !b->stopped; q++) {
        int i = b->queue[q], fits = 1;
        if (b->price[i] <= 0) continue;
        for (int d = 0; d < dims; d++) {
            then[d] = left[d] - load_of(s, i, d);
            fits &= then[d] >= 0;
        }
        if (!fits) continue;
        if (++b->nodes > b->most_nodes) { b->stopped = 1; return; }
        b->members[depth] = i;
        i64 cost = cost_of(&s->p, b->members, depth + 1, key ^ s->p.name[i]);
        if (cost >= NEVER) continue;
        double now = worth + b->price[i];
        if (now > b->over * (double)cost * (1 + 1e-9) + 1e-6) {
            add_column(b, b->members, depth + 1, cost);
            if (++b->found >= b->most_found) { b->stopped = 1; return; }
        }
        if (now + at_most(b, q + 1, then) <= b->over * (double)cost) continue;
        seek(b, q + 1, depth + 1, key ^ s->p.name[i], now, 0);
    }
}

/* Make ready to look through all batches for some that are worth more than `over` times their cost. */
static void start_looking(Bound *b, double over) {
    int n = b->n;
    for (int q = 0; q < n; q++) b->rank[b->queue[q]] = q;
    for (int i = 0; i < n; i++) {
        i64 takes = b->s->p.dims ? load_of(b->s, i, 0) : 0;
        if (b->price[i] < 0) b->price[i] = 0;
        b->dense[i] = takes ? b->price[i] / (double)takes : (b->price[i] > 0 ? 1e30 : 0);
        int k = i;
        for (; k > 0 && b->dense[b->by_dense[k - 1]] < b->dense[i]; k--) b->by_dense[k] = b->by_dense[k - 1];
        b->by_dense[k] = i;
    }
    b->over = over; b->nodes = 0; b->found = 0; b->stopped = 0; b->root = 0;
}

/* Look through the batches that begin with the next order of the queue; true when none is left. */
static int look(Bound *b) {
    if (b->root >= b->n || b->stopped) return 1;
    memcpy(b->room_left, b->s->p.capacity, sizeof(i64) * (size_t)b->s->p.dims);
    seek(b, b->root, 0, 0, 0.0, 1);
    return ++b->root >= b->n || b->stopped;
}

/* Build batches that are worth much by their prices: from each order on, always the one that brings most. */
static int grow(Bound *b, int start) {
    Search *s = b->s;
    int n = b->n, dims = s->p.dims, m = 1, *who = b->members, added = 0;
    i64 *left = b->room_left;
    u64 key = s->p.name[start];
    for (int d = 0; d < dims; d++) left[d] = s->p.capacity[d] - load_of(s, start, d);
    who[0] = start;
    i64 cost = cost_of(&s->p, who, 1, key);
    double worth = b->price[start];
    char *in = calloc((size_t)n, 1);
    in[start] = 1;
    for (;;) {
        int best = -1;
        double most_gain = -1e300;
        i64 then = 0;
        for (int i = 0; i < n; i++) {
            int fits = !in[i];
            for (int d = 0; d < dims && fits; d++) fits = load_of(s, i, d) <= left[d];
            if (!fits) continue;
            who[m] = i;
            i64 with = cost_of(&s->p, who, m + 1, key ^ s->p.name[i]);
            if (with >= NEVER) continue;
            double takes = dims ? 1.0 + (double)load_of(s, i, 0) : 1.0;
            double gain = (b->price[i] - (double)(with - cost)) / takes;
            if (gain > most_gain) { most_gain = gain; best = i; then = with; }
        }
        if (best < 0) break;
        who[m++] = best;
        in[best] = 1;
        key ^= s->p.name[best];
        cost = then;
        worth += b->price[best];
        for (int d = 0; d < dims; d++) left[d] -= load_of(s, best, d);
        if (worth > (double)cost * (1 + 1e-6) + 1e-3) { add_column(b, who, m, cost); added++; }
    }
    free(in);
    return added;
}

static void prove(Bound *b, double over) {
    double all = 0;
    for (int i = 0; i < b->n; i++) all += b->price[i] > 0 ? b->price[i] : 0;
    i64 bound = (i64)floor(all / over * (1 - 1e-9) - 1e-3);
    if (bound > b->proven) b->proven = bound;
}

static const double LEVELS[] = {3.0, 2.0, 1.6, 1.4, 1.25, 1.15, 1.1, 1.07, 1.05, 1.03, 1.02, 1.01, 1.005};
enum { LEVEL_COUNT = sizeof(LEVELS) / sizeof(LEVELS[0]), PIVOTS = 60, GROWN_AT_ONCE = 4, QUICK = 20000 };

enum { FIRST, SETTLE, GROW, LOOK, WEAKEN, DONE };

/* Do a part, a few hundredths of a second; true when no better bound is to be had. */
static int advance(Bound *b, i64 nodes) {
    switch (b->phase) {
    case FIRST: /* a bound at once, from prices of the plan there is, then better ones */
    case WEAKEN:
        if (!look(b)) return 0;
        if (!b->stopped && !b->found) {
            prove(b, b->over);
            if (++b->level < LEVEL_COUNT) { start_looking(b, LEVELS[b->level]); return 0; }
        }
        if (b->phase == WEAKEN) { b->phase = DONE; return 1; }
        b->phase = SETTLE;
        return 0;
    case SETTLE:
        if (!settle(b, PIVOTS)) return 0;
        b->phase = GROW;
        b->grown = b->news = 0;
        return 0;
    case GROW:
        for (int k = 0; k < GROWN_AT_ONCE && b->grown < b->n; k++) b->news += grow(b, b->grown++);
        if (b->grown < b->n) return 0;
        b->phase = b->news ? SETTLE : LOOK;
        start_looking(b, 1.0);
        b->most_nodes = nodes;
        b->most_found = 200;
        return 0;
    case LOOK:
        if (!look(b)) return 0;
        if (b->found) { b->phase = SETTLE; return 0; }
        if (!b->stopped) { prove(b, 1.0); b->phase = DONE; return 1; }
        b->phase = WEAKEN;
        b->level = 0;
        b->most_found = 1;
        start_looking(b, LEVELS[0]);
        return 0;
    default: return 1;
    }
}

/* Go over to proving what can be proven from the prices as they are, quickly. */
static void hurry(Bound *b) {
    if (b->phase == DONE || b->phase == WEAKEN) return;
    if (b->phase != FIRST) reprice(b);
    b->phase = WEAKEN;
    b->level = 0;
    b->most_nodes = QUICK;
    b->most_found = 1;
    start_looking(b, LEVELS[0]);
}

static void free_bound(Bound *b) {
    free(b->column); free(b->who); free(b->basis); free(b->inverse); free(b->worth); free(b->price); free(b->entry);
    free(b->queue); free(b->rank); free(b->room_left); free(b->members); free(b->dense); free(b->by_dense); free(b);
}

/* Begin with each order alone and with the batches of the best plan. */
static Bound *new_bound(Search *s, const int *queue) {
    Bound *b = calloc(1, sizeof(Bound));
    int n = b->n = s->p.n;
    size_t ints = sizeof(int) * (size_t)(n + 1), doubles = sizeof(double) * (size_t)(n + 1);
    b->s = s;
    b->basis = malloc(ints); b->queue = malloc(ints); b->rank = malloc(ints); b->members = malloc(ints);
    b->by_dense = malloc(ints);
    b->inverse = calloc((size_t)n * (size_t)n + 1, sizeof(double));
    b->worth = malloc(doubles); b->price = malloc(doubles); b->entry = malloc(doubles); b->dense = malloc(doubles);
    b->room_left = malloc(sizeof(i64) * (size_t)(n + 2) * (size_t)(s->p.dims + 1));
    memcpy(b->queue, queue, sizeof(int) * (size_t)n);
    for (int i = 0; i < n; i++) {
        b->basis[i] = add_column(b, &i, 1, cost_of(&s->p, &i, 1, s->p.name[i]));
        b->inverse[(i64)i * n + i] = 1.0;
        b->worth[i] = 1.0;
    }
    int *who = b->members;
    for (int batch = 0; batch < s->best_batches; batch++) {
        int m = 0;
        u64 key = 0;
        for (int i = 0; i < n; i++)
            if (s->best[i] == batch) { who[m++] = i; key ^= s->p.name[i]; }
        if (m > 1) add_column(b, who, m, cost_of(&s->p, who, m, key));
    }
    settle(b, PIVOTS);
    reprice(b);
    b->most_nodes = QUICK;
    b->most_found = 1;
    b->phase = FIRST;
    start_looking(b, LEVELS[0]);
    return b;
}

#endif
