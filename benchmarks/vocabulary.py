"""The words of which realistic skills and questions are made, and the tree of the skills' titles.

Nothing here is absolute, vague or negative, and no word looks like a skill's code: a rule on style finds nothing in it.
"""

from itertools import product

VERBS = (
    *("allocate", "read", "write", "copy", "lock", "release", "compress", "cache", "schedule", "partition"),
    *("replicate", "flush", "map", "pin", "migrate", "validate", "encrypt", "merge", "sort", "reorder"),
    *("aggregate", "broadcast", "scatter", "gather", "prefetch", "invalidate", "suspend", "resume", "record", "export"),
    *("restore", "sample", "trace", "buffer", "forward", "balance", "throttle", "convert", "index", "archive"),
)
ACTORS = (
    *("a user", "an administrator", "the scheduler", "the resource manager", "a batch job", "an array job"),
    *("a job step", "the login shell", "the compiler", "the linker", "the dynamic loader", "the MPI library"),
    *("the OpenMP runtime", "the kernel", "the file server", "the metadata server", "the storage target"),
    *("a compute node", "a login node", "the network adapter", "the profiler", "the debugger", "the package manager"),
    *("the container runtime", "the monitoring daemon", "the accounting database", "a training loop"),
    *("a data loader", "a parallel reader", "a linear solver", "a checkpoint routine", "the thread pool"),
    *("the memory controller", "the prefetcher", "a coupled model", "the workflow engine", "the reviewer"),
    *("the test runner", "the version control server", "a visualization client", "the mesh generator"),
)
OBJECTS = (
    *("the job script", "the input files", "the halo cells", "the restart file", "the environment variables"),
    *("the page tables", "the message buffers", "the particle list", "the sparse matrix", "the loop iterations"),
    *("the training samples", "the model weights", "the gradient blocks", "the hardware counters", "the call tree"),
    *("the object files", "the shared libraries", "the module files", "the access tokens", "the host keys"),
    *("the user quotas", "the node list", "the reservation", "the job dependencies", "the output stream"),
    *("the log entries", "the checksum table", "the lookup table", "the boundary values", "the stripe layout"),
    *("the directory entries", "the container image", "the build recipe", "the test results", "the thread stacks"),
    *("the send requests", "the lock table", "the energy readings", "the temporary arrays", "the mesh blocks"),
)
PLACES = (
    *("on the login node", "in node-local memory", "across two sockets", "on a burst buffer", "inside the container"),
    *("in the scratch file system", "through the InfiniBand network", "in the home directory", "on the service node"),
    *(
        "within one NUMA domain",
        "in device memory",
        "on the front end",
        "at the far end of the tree",
        "in a private queue",
    ),
    *("on a remote mirror", "over the management network", "in the user space", "on the same rack", "in pinned memory"),
    *("behind the firewall", "in the project directory", "on a spare partition", "in the last-level cache"),
    *(
        "at the edge of the domain",
        "on the backup server",
        "in the staging area",
        "on the first rank",
        "in a shared window",
    ),
)
TIMES = (
    *(
        "before the first time step",
        "while the queue drains",
        "after the allocation starts",
        "during the backward pass",
    ),
    *(
        "as soon as the last rank arrives",
        "at the end of the loop",
        "between two checkpoints",
        "when the timer expires",
    ),
    *("during the link step", "while the node reboots", "before the prolog runs", "once the barrier is passed"),
    *("after a failed attempt", "at the next login", "during the nightly backup", "when the limit is reached"),
    *("while the mesh is refined", "at the first touch", "after the signal arrives", "during the warm-up phase"),
    *("before the files are closed", "when the lease ends", "in the second iteration", "upon a page fault"),
    *(
        "while messages are in flight",
        "after the update of the software",
        "at the start of the epilog",
        "in debug mode",
    ),
)
TOOLS = tuple(
    f"`{each}`"
    for each in (
        *("sbatch", "srun", "squeue", "scancel", "sinfo", "sacct", "scontrol", "module load", "module avail", "rsync"),
        *("scp", "tar", "gzip", "find", "grep", "awk", "sed", "xargs", "perf stat", "perf record", "gdb", "valgrind"),
        *("nsys", "likwid-perfctr", "mpirun", "mpicc", "gfortran", "nvcc", "cmake", "make", "ninja", "git bisect"),
        *(
            "git rebase",
            "spack install",
            "spack load",
            "conda activate",
            "pip install",
            "apptainer exec",
            "lfs setstripe",
        ),
        *(
            "lfs getstripe",
            "numactl",
            "taskset",
            "hwloc-bind",
            "ssh-add",
            "tmux attach",
            "chmod",
            "stat",
            "ldd",
            "strace",
        ),
        *("htop", "vmstat", "iostat", "ior", "mdtest", "ncdump", "dask-worker", "torchrun", "snakemake", "jq"),
    )
)
COUNTS = (2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 2048)
UNITS = ("MPI ranks", "nodes", "threads", "GiB of memory", "accelerators", "tasks", "open files", "array elements")
QUANTITIES = tuple(f"{count} {unit}" for count, unit in product(COUNTS, UNITS))
OPTIONS = tuple(
    f"`{name}={count}`"
    for name, count in product(
        (
            "--ntasks",
            "--nodes",
            "--cpus-per-task",
            "--mem-per-cpu",
            "--array-limit",
            "--jobs",
            "--depth",
            "OMP_NUM_THREADS",
        ),
        COUNTS,
    )
)
METRICS = (
    *("the memory bandwidth", "the run time", "the waiting time", "the cache miss rate", "the parallel efficiency"),
    *(
        "the message latency",
        "the load imbalance",
        "the energy demand",
        "the number of page faults",
        "the output volume",
    ),
    *("the floating-point rate", "the file count", "the start-up time", "the memory footprint", "the queue length"),
    *(
        "the metadata load",
        "the compile time",
        "the numerical error",
        "the branch misprediction rate",
        "the core hour count",
    ),
    *("the network contention", "the training loss", "the checkpoint size", "the synchronization cost"),
)
CHANGES = (
    *("doubles", "halves", "stays constant", "drops by a third", "rises by a quarter", "falls to one percent"),
    *("grows with the node count", "follows the square root of the size", "depends on the stripe count"),
    *("reaches its peak", "is charged to the project", "scales with the surface", "tracks the slowest rank"),
    *("is limited by one socket", "shrinks with the block size", "returns to its first value"),
    *("is dominated by short messages", "exceeds the quota", "varies with the placement", "is reported in seconds"),
)
REASONS = (
    *(
        "each rank keeps a private copy",
        "the page is owned by another socket",
        "adjacent writes are merged by the client",
    ),
    *(
        "the queue is ordered by fair share",
        "the loop carries a dependency",
        "the library was built with another compiler",
    ),
    *(
        "the path is searched from left to right",
        "the lock is held by a single thread",
        "the key pair is stored per user",
    ),
    *(
        "the stripes lie on separate servers",
        "the messages fit into the eager limit",
        "the clock runs at its base rate",
    ),
    *(
        "the cache line is shared by two cores",
        "the image is mounted for reading",
        "the variable is local to the shell",
    ),
    *("the working set exceeds the cache", "the job inherits the environment", "the grid is cut into slabs"),
    *("the tasks wait at a barrier", "the counter is read by the kernel", "the transfer overlaps with computation"),
    *("the directory has a default access list", "the request names a constraint", "the batch size is fixed"),
)
PROGRAMS = (
    *("a climate model", "a molecular dynamics code", "a lattice solver", "an image classifier", "a genome pipeline"),
    *("a fluid solver", "a graph analysis", "a plasma simulation", "a finite element code", "a language model"),
    *("a weather ensemble", "a radiation transport code", "a seismic inversion", "a quantum chemistry package"),
    *("a parameter study", "a data reduction chain", "a particle tracker", "a stencil benchmark", "a ray tracer"),
)
GROUPS = (
    *("A research group", "A new project", "A doctoral student", "An engineering team", "A visiting scientist"),
    *("A support team", "A course participant", "A start-up company", "An observatory", "A software maintainer"),
)

WORDS = (
    *(
        "ocean",
        "plasma",
        "mesh",
        "halo",
        "solver",
        "stencil",
        "genome",
        "cloud",
        "wave",
        "crystal",
        "turbine",
        "galaxy",
    ),
    *("protein", "soil", "engine", "crack", "river", "beam", "spin", "flame", "ice", "storm", "wing", "lens", "matrix"),
    *(
        "vector",
        "tensor",
        "kernel",
        "sample",
        "batch",
        "trace",
        "ledger",
        "index",
        "shard",
        "queue",
        "token",
        "archive",
    ),
    *("probe", "signal", "filter", "panel", "drift", "orbit", "basin", "delta", "ridge", "valve", "rotor", "anchor"),
)
COMMENTS = (
    "checked with the documentation of the vendor",
    "from the winter course, second day",
    "wording agreed in the spring meeting",
    "the numbers are those of our test system",
    "shorter version of the one in the old quiz",
    "see the discussion in the merge request",
)
SOURCES = (
    "Slurm documentation, manual page of sbatch",
    "MPI standard 4.1, chapter on collective communication",
    "OpenMP specification 5.2, section on loop scheduling",
    "GNU Bash manual, section Redirections",
    "Lustre operations manual, chapter on striping",
    "Linux manual pages, section 1",
    "Spack documentation 1.1, Basic Usage",
    "PyTorch documentation, distributed training",
)
TAGS = ("slurm", "mpi", "openmp", "storage", "network", "security", "python", "gpu", "build", "debugging", "energy")

SETS = {
    "K": (
        "HPC Knowledge",
        *("Computer Architecture", "Parallel Computing", "Performance Laws", "Interconnects", "Storage Hierarchies"),
        *("System Economics", "Job Life Cycle"),
    ),
    "USE": (
        "Use of the HPC Environment",
        *("Accounts and Access", "Command Line", "Batch Systems", "Software Environments", "Data Transfer"),
        *("Interactive Work", "Workflows"),
    ),
    "PE": (
        "Performance Engineering",
        *("Cost Awareness", "Measurement", "Profiling", "Memory Tuning", "Communication Tuning", "Vectorization"),
        "Input and Output Tuning",
    ),
    "SD": (
        "Software Development",
        *("Programming Languages", "Message Passing", "Threading", "Accelerator Programming", "Testing"),
        *("Version Control", "Build Systems"),
    ),
    "ADM": (
        "System Administration",
        *("Site Planning", "Cluster Provisioning", "Scheduler Operation", "File System Operation", "Monitoring"),
        *("Security Operation", "User Support"),
    ),
    "BDA": (
        "Big Data Analytics",
        *("Data Ethics", "Data Models", "Parallel Databases", "Stream Processing", "Columnar Formats"),
        *("Data Frames", "In-Situ Analysis"),
    ),
    "ML": (
        "Machine Learning at Scale",
        *("Model Selection", "Distributed Training", "Data Loading", "Inference Services", "Hyperparameter Search"),
        *("Mixed Precision", "Model Parallelism"),
    ),
}
ASPECTS = ("Concepts", "Tools", "Configuration", "Diagnosis")
DETAILS = ("on Single Nodes", "across Many Nodes")
FIRST_NAMES = (
    *("Ada", "Ben", "Chiara", "Dmitri", "Elif", "Farid", "Greta", "Hiro", "Ines", "Jonas"),
    *("Kemal", "Lena", "Mateo", "Noor", "Oskar", "Priya", "Quentin", "Rosa", "Sami", "Tova"),
)
LAST_NAMES = ("Keller", "Okafor")
AFFILIATIONS = (
    *("University of Tartu", "Politecnico di Torino", "Aalto University", "Institute of Physics, Porto"),
    *("Technical University of Brno", "National Computing Service", "Marine Research Center", "University of Lagos"),
    *("Data Center North", "Weather Office"),
)
REGIONS = ("Estonia", "Italy", "Finland", "Portugal", "Czechia", "France", "Norway", "Nigeria", "Sweden", "Austria")


def third_person(verb: str) -> str:
    """Return "copies" for "copy"."""
    if verb.endswith("y"):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("ss", "sh", "ch", "x")) else f"{verb}s"


POOLS: dict[str, tuple[str, ...]] = {
    "verb": VERBS,
    "verbs": tuple(third_person(each) for each in VERBS),
    "actor": ACTORS,
    "object": OBJECTS,
    "place": PLACES,
    "time": TIMES,
    "tool": TOOLS,
    "bare_tool": tuple(each.strip("`") for each in TOOLS),
    "quantity": QUANTITIES,
    "other": QUANTITIES,
    "option": OPTIONS,
    "bare_option": tuple(each.strip("`") for each in OPTIONS),
    "metric": METRICS,
    "change": CHANGES,
    "reason": REASONS,
    "program": PROGRAMS,
    "group": GROUPS,
    "word": WORDS,
    "number": tuple(str(each) for each in range(2, 90)),
}
