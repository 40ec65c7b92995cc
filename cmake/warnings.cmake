# Warnings are errors in our code; libraries come in as system headers.
add_library(troupe_warnings INTERFACE)
target_compile_options(troupe_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
# Where sources are united, the names of one are seen by the next.
target_compile_options(troupe_warnings INTERFACE
  $<IF:$<BOOL:${TROUPE_UNITY}>,-Wno-subobject-linkage,-Wshadow>)

# The same bits from the same journal on every x86-64: no contraction to fused operations, no
# instruction set of this machine.
add_compile_options(-ffp-contract=off)
