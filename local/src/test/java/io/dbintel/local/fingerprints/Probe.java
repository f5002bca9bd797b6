package io.dbintel.local.fingerprints;
final class Probe {
  public static void main(String[] a) throws Exception {
    for (String m : a) {
      long t=System.nanoTime();
      MajorRun run = MajorRun.on(Integer.parseInt(m));
      System.out.println("== " + m + " " + (System.nanoTime()-t)/1000000 + " ms blocks " + run.blocks().size()+" executions "+run.blocks().stream().mapToInt(b->b.executions().size()).sum()+" failing "+run.failing().size()+" cut "+run.cut().size());
      for (BlockRun b : run.blocks()) for (Execution e : b.executions()) if(!e.error().isEmpty()) System.out.println("  "+e+": "+e.error().replace("\n"," | "));
      for (BlockRun b : run.equivalences()) for (Execution e : b.executions()) if(!e.error().isEmpty()) System.out.println("  "+e+": "+e.error().replace("\n"," | "));
      for (BlockRun b : run.strings()) for (Execution e : b.executions()) if(!e.error().isEmpty()) System.out.println("  "+e+": "+e.error().replace("\n"," | "));
      Scrubs s = new Scrubs();
      Agreement g = new Agreement(run, s);
      System.out.println(g.agreeing()+" of "+g.executions()+" "+g.texts()+"\n mapped "+g.mapped()+"\n missing "+g.missing());
      g.differences().forEach(System.out::println);
      QueryIds q = new QueryIds(run, s);
      System.out.println("ids "+q.count()+" templates "+q.templates()+" split "+q.split().size());
      q.split().forEach(System.out::println);
      var p = q.pairs();
      System.out.println("pairs "+p.different()+" together "+p.together().size()+" "+p.together()+" templates "+p.templates());
      for (int i=0;i<run.equivalences().size();i+=2) {
        BlockRun x=run.equivalences().get(i), y=run.equivalences().get(i+1);
        System.out.println("eq "+x.block().name()+" same id "+x.statements().keySet().equals(y.statements().keySet())+" same fp "+(s.fingerprint(x.executions().get(0).activity())==s.fingerprint(y.executions().get(0).activity())));
      }
      if (m.equals("18")) System.out.println(run.strings().get(5).statements());
    }
  }
}
