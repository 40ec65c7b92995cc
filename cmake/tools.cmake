# What makes building quicker, where the machine has it.
find_program(CCACHE ccache)
if(CCACHE)
  # Relative to the checkout, so that another clone of it finds the same entries; and by what the
  # compiler said it read, so that a miss does not read every header twice.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_DEPEND=1 ${CCACHE})
endif()

# mold links several times faster than the system's linker; g++ 12 finds it through -B.
find_program(MOLD mold)
if(MOLD AND EXISTS /usr/libexec/mold)
  add_link_options(-B/usr/libexec/mold)
endif()

# The link of a large program takes memory and a core: one at a time is quickest on two cores.
set_property(GLOBAL PROPERTY JOB_POOLS link=1)
set(CMAKE_JOB_POOL_LINK link)
