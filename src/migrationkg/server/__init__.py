"""A knowledge base as a server: SPARQL endpoint, pages, search, curation.

In: the folder of a knowledge base. Out: HTTP. May import every stage, `questions`, `sheets`, `search`, `review` and
`curation`; holds no SPARQL of its own (that stands in `queries/`). `routes` shows everything in one table; each module
of a kind of resource exports plain `async def name(request) -> Response`:

    async def project(request: Request) -> Response:
        served = served_of(request)                                  # one state of the knowledge base: take it once
        sheet = await served.pool.run(sheet_of, iri)                 # sheet_of(store, iri), a function of a module
        return HTMLResponse(...)

What reads the store is a job: a function of a module `job(store, *values)` that a worker runs (`pool.run`), with limits
of time and memory and no network; a named question is asked in it by `store.ask_here`. Values and answer are
pickled, an `InputError` comes back as it is. A job that returns `work.Written` is handed on as it is written
(`pool.stream`, then `streaming.streamed`).

An `InputError` becomes a response with its line and status 400, a `RefusedError` one with the status that it says. What
a build changes is served after `request.app.state.serving.refresh()`, or by itself within a second.
"""
