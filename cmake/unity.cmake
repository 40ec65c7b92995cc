# The layers that read Boost's and CAF's headers are compiled several sources at a time: a clean
# build takes two thirds of the time. The presets for working and for sanitizers compile each source
# alone, and so hold each to including what it uses.
option(TROUPE_UNITY "Compile several sources at a time where headers are costly" OFF)

set(unity_layers net runtime actors)

# troupe_unite(<target> <layer>)
function(troupe_unite target layer)
  if(TROUPE_UNITY AND layer IN_LIST unity_layers)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 6)
  endif()
endfunction()

# Compiled alone: what changes with the web page takes nothing else with it.
set_source_files_properties(
  ${CMAKE_SOURCE_DIR}/actors/edge/page_files.cpp
  ${CMAKE_SOURCE_DIR}/actors/edge/rest/page_answer.cpp
  ${CMAKE_SOURCE_DIR}/actors/edge/rest/halt_page_routes.cpp
  PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
